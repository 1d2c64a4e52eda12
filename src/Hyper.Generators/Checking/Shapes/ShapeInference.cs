using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking.Shapes;

/// <summary>
/// Follows shapes through a forward method: its statements, one after another, on what is known of each value. What it
/// does not understand gives a value of which nothing is known; nothing is reported about those.
/// </summary>
internal sealed partial class ShapeInference
{
    private const int MaxDepth = 8;
    private const int MaxSteps = 20_000;

    private readonly Func<IMethodSymbol, IOperation?> _bodies;
    private readonly CancellationToken _cancellation;
    private readonly List<IOperation> _entered = [];
    private readonly Dictionary<IPropertySymbol, LayerSignature?> _layers = new(SymbolEqualityComparer.Default);
    private readonly List<LayerShapes> _called = [];
    private readonly Dictionary<(string Id, Location Location), Diagnostic> _found = [];
    private readonly HashSet<ISymbol> _untracked = new(SymbolEqualityComparer.Default);
    private readonly Stack<Frame> _frames = new();
    private readonly Dictionary<ILabelSymbol, List<ShapeState>> _exits = new(SymbolEqualityComparer.Default);
    private ShapeState _state = new();
    private int _muted;
    private int _steps;
    private bool _hasGivenUp;

    private ShapeInference(Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
    {
        _bodies = bodies;
        _cancellation = cancellation;
    }

    /// <summary>Follows shapes through a forward method.</summary>
    /// <param name="forward">The method.</param>
    /// <param name="bodies">The body of a method of the class, where it is known.</param>
    /// <param name="cancellation">Ends the inference.</param>
    public static ForwardShapes Of(IMethodSymbol forward, Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
    {
        if (forward.Parameters.Length != 1 || bodies(forward) is not { } body)
        {
            return ForwardShapes.Nothing;
        }

        var inference = new ShapeInference(bodies, cancellation);
        var output = inference.Run(forward, body, [new TensorValue(TensorShape.Batch, null)]);
        return inference._hasGivenUp ? ForwardShapes.Nothing : new ForwardShapes(inference._found.Values, inference._called, output.Shape);
    }

    private static ShapeValue Size(long number) => new SizeValue(Dim.Of(number));

    private ShapeValue Run(IMethodSymbol method, IOperation body, IReadOnlyList<ShapeValue> arguments)
    {
        foreach (var symbol in Writes.ByFunctionsIn(body))
        {
            _untracked.Add(symbol);
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            _state[method.Parameters[i]] = arguments[i];
        }

        _entered.Add(body);
        var frame = new Frame(method);
        var wasNarrowed = _state.IsNarrowed;
        _muted += wasNarrowed ? 1 : 0;
        _state.IsNarrowed = false;
        _frames.Push(frame);
        Visit(body);
        _frames.Pop();
        _muted -= wasNarrowed ? 1 : 0;
        _state = frame.Exit is { } exit ? ShapeState.Join(exit, _state) : _state;
        _state.IsDead = _state is { IsDead: true, HasThrown: true };
        _state.IsNarrowed = wasNarrowed;
        return frame.Result ?? ShapeValue.Unknown;
    }

    private void Report(IOperation where, DiagnosticDescriptor rule, object[] arguments)
    {
        var location = where.Syntax.GetLocation();
        if (_muted == 0 && !_state.IsNarrowed && !_found.ContainsKey((rule.Id, location)))
        {
            _found.Add((rule.Id, location), Diagnostic.Create(rule, location, arguments));
        }
    }

    private ShapeValue Visit(IOperation? operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (operation is null || _hasGivenUp || _state.IsDead)
        {
            return ShapeValue.Unknown;
        }

        if (++_steps > MaxSteps)
        {
            _hasGivenUp = true;
            return ShapeValue.Unknown;
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value switch
            {
                int number => Size(number),
                long number => Size(number),
                bool flag => new FlagValue(flag),
                null => ShapeValue.Absent,
                _ => ShapeValue.Unknown,
            };
        }

        return Statement(operation) ?? Expression(operation);
    }

    private LayerSignature? Layer(IPropertySymbol property)
    {
        property = property.PartialDefinitionPart ?? property;
        if (!_layers.TryGetValue(property, out var layer))
        {
            layer = LayerSignature.Read(property, _cancellation);
            _layers.Add(property, layer);
        }

        return layer;
    }

    private ShapeValue Read(ISymbol symbol) => _untracked.Contains(symbol) ? ShapeValue.Unknown : _state[symbol];

    /// <summary>Looks at both ways of a condition that is not decided; what is wrong in one of them may be so for inputs that never come there.</summary>
    private void Branch(bool mentions, params Action[] ways)
    {
        var before = _state;
        ShapeState? after = null;
        var isLeft = false;
        _muted += mentions ? 1 : 0;
        foreach (var way in ways)
        {
            _state = before.Clone();
            way();
            isLeft |= _state is { IsDead: true, HasThrown: false };
            after = after is null ? _state : ShapeState.Join(after, _state);
        }

        _muted -= mentions ? 1 : 0;
        _state = after!;
        _state.IsNarrowed |= mentions && isLeft;
    }

    /// <summary>The value of one of several expressions.</summary>
    private ShapeValue Choose(bool mentions, params IOperation?[] ways)
    {
        ShapeValue? result = null;
        Branch(mentions, [.. ways.Select(way => (Action)(() =>
        {
            var value = Visit(way);
            if (!_state.IsDead)
            {
                result = result is null ? value : ShapeValue.Join(result, value);
            }
        }))]);
        return result ?? ShapeValue.Unknown;
    }

    private void Assign(IOperation target, ShapeValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                _state[local.Local] = value;
                break;
            case IParameterReferenceOperation parameter:
                _state[parameter.Parameter] = value;
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                {
                    Assign(tuple.Elements[i], value is SeveralValues several && several.Items.Length == tuple.Elements.Length ? several.Items[i] : ShapeValue.Unknown);
                }

                break;
            case IArrayElementReferenceOperation:
                _state.Forget(Writes.In(target.Parent));
                break;
            default:
                Visit(target);
                break;
        }
    }

    /// <summary>One call of a method on the way.</summary>
    private sealed class Frame(IMethodSymbol method)
    {
        public IMethodSymbol Method { get; } = method;

        /// <summary>What the returns give, or null before the first.</summary>
        public ShapeValue? Result { get; private set; }

        /// <summary>What is known after the returns.</summary>
        public ShapeState? Exit { get; private set; }

        public void Return(ShapeValue value, ShapeState state)
        {
            Result = Result is null ? value : ShapeValue.Join(Result, value);
            Exit = Exit is null ? state : ShapeState.Join(Exit, state);
        }
    }
}
