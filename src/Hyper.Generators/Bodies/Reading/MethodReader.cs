using System.Runtime.CompilerServices;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>
/// Reads bodies of methods into values, as C# computes them: statements one after another, on what each variable holds. The
/// model's own methods, local functions and lambdas are followed into; conditions and loops that constants decide are
/// decided. What it does not understand is an unknown value, and all that is done together stays within one budget.
/// </summary>
internal sealed partial class MethodReader(Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
{
    private const int MaxDepth = 8;
    private const int MaxSteps = 20_000;

    private readonly List<Value> _values = [];
    private readonly Stack<Frame> _frames = new();
    private readonly Dictionary<IOperation, BodyFacts> _facts = [];
    private readonly Dictionary<IMethodSymbol, IOperation> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _untracked = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ILabelSymbol, List<ReaderState>> _exits = new(SymbolEqualityComparer.Default);
    private ReaderState _state = new();
    private Region _region = Region.Whole;
    private NoGradScope? _scope;
    private int _muted;
    private int _steps;

    /// <summary>All values, in the order in which they are computed.</summary>
    public IReadOnlyList<Value> Values => _values;

    /// <summary>Why reading came to an early end, after which nothing is known; null where it did not.</summary>
    public (IOperation Where, string Why)? End { get; private set; }

    /// <summary>What a method is given from outside.</summary>
    public Value Given(IParameterSymbol parameter)
    {
        _region = Region.Whole;
        return Add(new ParameterValue(parameter));
    }

    /// <summary>Reads a method from its beginning.</summary>
    /// <param name="method">The method.</param>
    /// <param name="arguments">A value for each parameter.</param>
    /// <returns>What it returns.</returns>
    public Value Read(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        (_state, _region, _scope, _muted) = (new ReaderState(), Region.Whole, null, 0);
        _frames.Clear();
        _exits.Clear();
        var definition = method.PartialImplementationPart ?? method;
        if (definition.Parameters.Length != arguments.Count || BodyOf(definition) is not { } body)
        {
            return Add(new UnknownValue(null, method.ReturnType, $"the body of '{method.Name}'", arguments, isOpaque: true));
        }

        try
        {
            return Run(definition, body, arguments);
        }
        catch (InsufficientExecutionStackException)
        {
            // Nested as deeply as no person writes.
            End ??= (body, "code that is nested too deeply");
            return Unknown(body, method.ReturnType, End.Value.Why, arguments, isOpaque: true);
        }
    }

    private T Add<T>(T value)
        where T : Value
    {
        value.Index = _values.Count;
        value.Region = _region;
        value.IsCertain = _muted == 0 && !_state.IsNarrowed;
        value.Scope = _scope;
        _values.Add(value);
        return value;
    }

    private Value Constant(IOperation? site, ITypeSymbol? type, object? constant) => Add(new ConstantValue(site, type, constant));

    private Value Unknown(IOperation? site, ITypeSymbol? type, string why, IEnumerable<Value> inputs, bool isOpaque = false)
        => Add(new UnknownValue(site, type, why, inputs, isOpaque));

    private Value Unknown(IOperation site, IEnumerable<Value> inputs, bool isOpaque = false) => Unknown(site, site.Type, $"'{FirstLine(site)}'", inputs, isOpaque);

    /// <summary>The code of an operation as a message shows it.</summary>
    public static string FirstLine(IOperation operation)
    {
        var text = operation.Syntax.ToString();
        var end = text.IndexOf('\n');
        return end < 0 ? text : text.Substring(0, end).TrimEnd() + " …";
    }

    private Value Run(IMethodSymbol method, IOperation body, IReadOnlyList<Value> arguments)
    {
        var facts = FactsOf(body);
        foreach (var symbol in facts.Untracked)
        {
            _untracked.Add(symbol);
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            _state[method.Parameters[i]] = arguments[i];
        }

        var frame = new Frame(method);
        var (wasNarrowed, scope) = (_state.IsNarrowed, _scope);
        _muted += wasNarrowed ? 1 : 0;
        _state.IsNarrowed = false;
        _frames.Push(frame);
        Visit(body);
        _frames.Pop();
        _scope = scope;
        _muted -= wasNarrowed ? 1 : 0;
        _state = frame.Exit is { } exit ? ReaderState.Join(exit, _state, Merge) : _state;
        _state.IsDead = _state is { IsDead: true, HasThrown: true };
        _state.IsNarrowed = wasNarrowed;
        return frame.Results switch
        {
            [] => Unknown(body, method.ReturnType, "a method that returns nothing", []),
            [var result] => result,
            var results => Add(new MergeValue(body, method.ReturnType, [.. results])),
        };
    }

    /// <summary>Reads an expression, or goes through a statement.</summary>
    private Value Visit(IOperation? operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (operation is null)
        {
            return Constant(null, null, null);
        }

        if (++_steps > MaxSteps)
        {
            End ??= (operation, "code that goes on for too long");
        }

        if (End is { } end || _state.IsDead)
        {
            return Unknown(operation, operation.Type, End?.Why ?? "code that is never reached", [], isOpaque: true);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return Constant(operation, operation.Type, constant.Value);
        }

        return Statement(operation) ? Nothing(operation) : Expression(operation);
    }

    // What a statement gives is asked for by nobody.
    private static Value Nothing(IOperation operation) => new ConstantValue(operation, null, null);

    private List<Value> VisitAll(IEnumerable<IOperation> operations)
    {
        var values = new List<Value>();
        foreach (var operation in operations)
        {
            values.Add(Visit(operation));
        }

        return values;
    }

    private Value Merge(ISymbol variable, Value one, Value other) => MergeOf(null, TypeOf(variable), one, other);

    private Value MergeOf(IOperation? site, ITypeSymbol? type, Value one, Value other)
        => ReferenceEquals(one, other) ? one
            : (one, other) is (ConstantValue a, ConstantValue b) && Equals(a.Constant, b.Constant) ? one
            : (one, other) is (LayerValue c, LayerValue d) && SymbolEqualityComparer.Default.Equals(c.Property, d.Property) ? one
            : (one, other) is (TupleValue e, TupleValue f) && e.Items.Length == f.Items.Length ? Add(new TupleValue(e.Site!, e.Type, [.. e.Items.Zip(f.Items, (x, y) => MergeOf(site, x.Type, x, y))]))
            : Add(new MergeValue(site, type ?? one.Type, [one, other]));

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    /// <summary>Looks at several ways of which one is taken; what is wrong in one of them may be so for inputs that never come there.</summary>
    /// <param name="condition">What decides, where there are two ways.</param>
    /// <param name="mentions">Whether it depends on variables, and so perhaps on the inputs.</param>
    /// <param name="ways">The ways.</param>
    private void Branch(Value? condition, bool mentions, params Action[] ways)
    {
        var (before, region) = (_state, _region);
        var after = new List<ReaderState>();
        var isLeft = false;
        _muted += mentions ? 1 : 0;
        for (var i = 0; i < ways.Length; i++)
        {
            _state = before.Clone();
            _region = new Region(region, ways.Length == 2 ? condition : null, Holds: i == 0);
            ways[i]();
            isLeft |= _state is { IsDead: true, HasThrown: false };
            after.Add(_state);
        }

        _muted -= mentions ? 1 : 0;
        _region = region;
        _state = after.Aggregate((one, other) => ReaderState.Join(one, other, Merge));
        _state.IsNarrowed |= mentions && isLeft;
    }

    /// <summary>The value of one of several expressions.</summary>
    private Value Choose(IOperation site, Value? condition, bool mentions, params IOperation?[] ways)
    {
        var results = new List<Value>();
        Branch(condition, mentions, [.. ways.Select(way => (Action)(() =>
        {
            var value = Visit(way);
            if (!_state.IsDead)
            {
                results.Add(value);
            }
        }))]);
        return results.Count == 0 ? Unknown(site, []) : results.Skip(1).Aggregate(results[0], (one, other) => MergeOf(site, site.Type, one, other));
    }

    /// <summary>Has variables hold what nobody knows, because code that is not followed may write to them.</summary>
    private void Forget(IOperation site, IEnumerable<ISymbol> variables, IReadOnlyList<Value> inputs)
    {
        foreach (var variable in variables)
        {
            var old = _state[variable];
            _state[variable] = Unknown(site, TypeOf(variable), $"what '{variable.Name}' holds", old is null ? inputs : [old, .. inputs]);
        }
    }

    // Bound once, however often it is called.
    private IOperation? BodyOf(IMethodSymbol method)
    {
        if (_functions.TryGetValue(method, out var function))
        {
            return function;
        }

        if (!_bodies.TryGetValue(method, out var body))
        {
            _bodies.Add(method, body = bodies(method));
        }

        return body;
    }

    private BodyFacts FactsOf(IOperation body)
    {
        if (!_facts.TryGetValue(body, out var facts))
        {
            _facts.Add(body, facts = BodyFacts.Of(body));
            foreach (var function in facts.Functions)
            {
                _functions[function.Key] = function.Value;
            }
        }

        return facts;
    }

    /// <summary>One call of a method on the way.</summary>
    private sealed class Frame(IMethodSymbol method)
    {
        private readonly List<Value> _results = [];

        public IMethodSymbol Method { get; } = method;

        /// <summary>What the returns give, each once.</summary>
        public IReadOnlyList<Value> Results => _results;

        /// <summary>What is known after the returns; null before the first.</summary>
        public ReaderState? Exit { get; private set; }

        public void Return(Value value, ReaderState state, Func<ISymbol, Value, Value, Value> merge)
        {
            if (!_results.Contains(value))
            {
                _results.Add(value);
            }

            Exit = Exit is null ? state : ReaderState.Join(Exit, state, merge);
        }

        public (int Results, ReaderState? Exit) Mark() => (_results.Count, Exit?.Clone());

        public void Reset((int Results, ReaderState? Exit) mark)
        {
            _results.RemoveRange(mark.Results, _results.Count - mark.Results);
            Exit = mark.Exit;
        }
    }
}
