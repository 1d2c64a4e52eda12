using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <summary>
/// Which of the model's own methods stay calls: the innermost around each value that has no place in a straight line, as far as
/// there is a method around it.
/// </summary>
internal sealed class CollapsedCalls
{
    private readonly IReadOnlyList<Value> _values;
    private readonly Value _result;
    private readonly List<FollowedCall> _followed;
    private readonly HashSet<FollowedCall> _collapsed = [];

    public CollapsedCalls(IReadOnlyList<Value> values, Value result)
    {
        _values = values;
        _result = result;
        _followed = [.. values.OfType<FollowedCall>()];
    }

    /// <summary>The outermost call that stays one and has the value in it, or is it; null where there is none.</summary>
    public FollowedCall? Around(Value value) => _collapsed.Count == 0 ? null : _collapsed.Where(call => IsIn(value, call)).OrderBy(call => call.First).ThenByDescending(call => call.Index).FirstOrDefault();

    /// <summary>The values of a call's body.</summary>
    public IEnumerable<Value> Inside(FollowedCall call) => _values.Where(value => value.Index >= call.First && value.Index < call.Index);

    /// <summary>Decides which methods stay calls.</summary>
    /// <returns>What the result is computed from, and what does something beside.</returns>
    /// <exception cref="NotWritableException">There is no method around a value that has no place in a straight line.</exception>
    public HashSet<Value> Collapse()
    {
        var needed = Needed();
        while (_values.FirstOrDefault(value => needed.Contains(value) && Around(value) is null && !HasPlace(value)) is { } problem)
        {
            var call = _followed.Where(call => !_collapsed.Contains(call) && IsIn(problem, call) && IsCallable(call)).OrderBy(call => call.Index - call.First).FirstOrDefault();
            if (call is null)
            {
                throw Refusal(problem);
            }

            _collapsed.Add(call);
            needed = Needed();
        }

        return needed;
    }

    private HashSet<Value> Needed()
    {
        var needed = new HashSet<Value>();
        var open = new Stack<Value>();
        Need(_result);
        foreach (var value in _values.Where(value => HasEffect(value) && Around(value) is null))
        {
            Need(value);
        }

        foreach (var call in _collapsed.Where(call => ReferenceEquals(Around(call), call)))
        {
            Need(call.Result);
            foreach (var argument in Given(call))
            {
                Need(argument);
            }
        }

        while (open.Count > 0)
        {
            var value = open.Pop();
            var inputs = Around(value) is not null ? []
                : value is ThrowValue { Region.Condition: { } condition } ? value.Inputs.Append(condition)
                : value.Inputs;
            foreach (var input in inputs)
            {
                Need(input);
            }
        }

        return needed;

        void Need(Value value)
        {
            if (needed.Add(value))
            {
                open.Push(value);
            }
        }
    }

    private static IEnumerable<Value> Given(FollowedCall call)
    {
        var given = call.Arguments.Where(argument => !argument.IsDefault).Select(argument => argument.Value);
        return call.Receiver is null ? given : given.Prepend(call.Receiver);
    }

    /// <summary>Whether a value does something beside what it gives, so that it counts though nobody needs it.</summary>
    public static bool HasEffect(Value value) => value switch
    {
        ThrowValue or StoreValue or UnknownValue { HasEffect: true } => true,
        CallValue call => HasEffect(call),
        _ => false,
    };

    private static bool HasEffect(CallValue call)
    {
        if (call.Receiver is LayerValue)
        {
            // A normalisation keeps statistics.
            return call.Method.Name == "forward";
        }

        if (TensorFunctions.Of(call.Method) is { } function)
        {
            return function.IsRandom || function.WritesInPlace(call);
        }

        if (Regularizers.Of(call.Method) is { } regularizer)
        {
            return regularizer.IsRandom;
        }

        return call.Kind is CallKind.Method or CallKind.Creation && !DisposeScopes.Ignored(call) && call.Receiver is not HyperparameterValue && !IsOfSystemNumbers(call.Method);
    }

    private static bool IsOfSystemNumbers(IMethodSymbol method)
        => method.ContainingType is { Name: "Math" or "MathF" or "Double" or "Single" or "Int32" or "Int64", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsIn(Value value, FollowedCall call) => value.Index >= call.First && value.Index <= call.Index;

    // A local function or a lambda has no name outside of its method, and a getter is no call.
    private static bool IsCallable(FollowedCall call)
        => call.Method.MethodKind == MethodKind.Ordinary && ReferenceEquals(call.Region, Region.Whole);

    /// <summary>Whether a value can stand in a straight line.</summary>
    private bool HasPlace(Value value) => value switch
    {
        UnknownValue or MergeValue or LoopValue or StoreValue => false,
        FunctionValue => false,
        ThrowValue => value.Region.Condition is not null && ReferenceEquals(value.Region.Parent, Region.Whole),
        CallValue or MemberValue { IsTensor: true } or ElementValue { IsTensor: true } => ReferenceEquals(value.Region, Region.Whole) || IsOfGuard(value),
        _ => true,
    };

    // What an exception is made of is written where it is thrown.
    private bool IsOfGuard(Value value)
        => value is CallValue { Kind: CallKind.Creation } && _values.Any(other => other is ThrowValue { Exception: { } exception } && ReferenceEquals(exception, value));

    private static NotWritableException Refusal(Value problem)
    {
        if (problem is UnknownValue or StoreValue or FunctionValue)
        {
            try
            {
                new CodeWriter(_ => null).Write(problem);
            }
            catch (NotWritableException refusal)
            {
                return refusal;
            }
        }

        // What stands in a way of a condition is no worse than the condition.
        var region = problem.Region;
        while (region.Parent is { Parent: not null } outer)
        {
            region = outer;
        }

        var site = region.Condition?.Site?.Parent ?? problem.Site ?? problem.Inputs.Select(input => input.Site).FirstOrDefault(input => input is not null);
        return new NotWritableException(site, site is null ? "a value" : $"'{Bodies.Reading.MethodReader.FirstLine(site)}', which depends on the way that the code takes");
    }
}
