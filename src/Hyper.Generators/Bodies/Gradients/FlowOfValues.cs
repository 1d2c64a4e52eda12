using System.Collections.Immutable;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Gradients;

/// <summary>
/// Follows gradients through the values of a method, from layers, outputs and hyperparameters to what it returns. Of what
/// may answer to anything nothing is said.
/// </summary>
internal sealed class FlowOfValues
{
    private const int MostRounds = 20;

    private readonly IReadOnlyList<Value> _values;
    private readonly IReadOnlyDictionary<Value, ISymbol> _sources;
    private readonly GradientFlow _weights;
    private readonly Dictionary<int, GradientFlow> _flows = [];
    private ImmutableHashSet<ISymbol> _escaped = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private FlowOfValues(IReadOnlyList<Value> values, IReadOnlyDictionary<Value, ISymbol> sources, IEnumerable<ISymbol> layers)
    {
        _values = values;
        _sources = sources;
        _weights = layers.Aggregate(GradientFlow.None, (flow, layer) => flow.With(GradientFlow.From(layer)));
    }

    /// <summary>What a method returns; its last parts are the terms that the returned values are sums of.</summary>
    /// <param name="values">The values of the method.</param>
    /// <param name="result">What it returns.</param>
    /// <param name="sources">Values from outside whose gradients are looked at, each by the symbol that it is known by.</param>
    /// <param name="layers">The model's layers: what a penalty answers to.</param>
    public static (GradientFlow Whole, IReadOnlyList<GradientFlow> Terms) Of(IReadOnlyList<Value> values, Value result, IReadOnlyDictionary<Value, ISymbol> sources, IEnumerable<ISymbol> layers)
    {
        var method = new FlowOfValues(values, sources, layers);
        if (!method.Run())
        {
            return (GradientFlow.Unknown, []);
        }

        List<GradientFlow> terms = [.. Terms(result).Select(method.Flow)];
        var whole = terms.Aggregate(GradientFlow.None, (sum, term) => sum.With(term));
        return (method._escaped.Aggregate(whole, (sum, source) => sum.With(GradientFlow.From(source))), terms);
    }

    /// <summary>Whether a symbol is a hyperparameter.</summary>
    public static bool IsHyperparameter(ISymbol symbol) => AttributeReader.Has(symbol, KnownTypes.HyperparameterAttribute);

    /// <summary>Goes through the values until nothing changes, which takes more than one round where there are loops; false where it takes too many.</summary>
    private bool Run()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var changed = false;
            foreach (var value in _values)
            {
                var flow = InScope(value, Follow(value));
                changed |= !_flows.TryGetValue(value.Index, out var old) || !old.SameAs(flow);
                _flows[value.Index] = flow;
            }

            if (!changed || !_values.Any(value => value is LoopValue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The terms of a sum, each by itself.</summary>
    private static IEnumerable<Value> Terms(Value value)
    {
        var open = new Stack<Value>([value]);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case CallValue { Kind: CallKind.Operator, Method.Name: "op_Addition", Scope: null } sum when TorchSymbols.IsOfTorch(sum.Method.ContainingType):
                    open.Push(sum.Arguments[1].Value);
                    open.Push(sum.Arguments[0].Value);
                    break;
                case MergeValue merge:
                    foreach (var way in merge.Alternatives.Reverse())
                    {
                        open.Push(way);
                    }

                    break;
                case var term:
                    yield return term;
                    break;
            }
        }
    }

    private GradientFlow Flow(Value value)
        => _sources.TryGetValue(value, out var source) ? GradientFlow.From(source) : _flows.TryGetValue(value.Index, out var flow) ? flow : GradientFlow.None;

    private GradientFlow Union(IEnumerable<Value> values) => values.Aggregate(GradientFlow.None, (flow, value) => flow.With(Flow(value)));

    private static GradientFlow InScope(Value value, GradientFlow flow)
    {
        if (value is CallValue or OperatorValue or LayerValue or HyperparameterValue or MemberValue { Member: IPropertySymbol })
        {
            for (var scope = value.Scope; scope is not null; scope = scope.Outer)
            {
                flow = flow.Behind(GradientCut.Of(scope), IsHyperparameter);
            }
        }

        return flow;
    }

    private GradientFlow Follow(Value value)
    {
        switch (value)
        {
            case ConstantValue or ParameterValue or ThrowValue or FollowedCall:
                return GradientFlow.None;
            case LayerValue layer:
                return GradientFlow.From(layer.Property);
            case HyperparameterValue hyperparameter:
                return GradientFlow.From(hyperparameter.Property);
            case SelfValue or FunctionValue or UnknownValue { IsOpaque: true }:
                return GradientFlow.Unknown;
            case CallValue call:
                return Call(call);
            case MemberValue member:
                return Member(member);
            case StoreValue store:
                if (store.Holder is null or SelfValue or MemberValue)
                {
                    Escape(Flow(store.Stored));
                }

                return Flow(store.Stored);
            default:
                return Union(value.Inputs);
        }
    }

    private GradientFlow Call(CallValue call)
    {
        if (Regularizers.Of(call.Method) is { IsPenalty: true })
        {
            return _weights;
        }

        var all = Union(call.Inputs);
        if (GradientCut.Of(call) is { } cut)
        {
            return all.Behind(cut, IsHyperparameter);
        }

        // Code of others may keep what it is given: a field. What is kept by a local, the reader sees.
        var isKnown = TorchSymbols.IsOfTorch(call.Method.ContainingType) || Regularizers.IsTheirs(call.Method.ContainingType);
        if (!isKnown && (call.Receiver is null ? call.Method.ReturnsVoid : call.Receiver is SelfValue or MemberValue or ParameterValue))
        {
            Escape(Union(call.Arguments.Select(argument => argument.Value)));
        }

        return TorchSymbols.MayHoldTensors(call.Type) ? all : all.WithoutTensors();
    }

    private GradientFlow Member(MemberValue member)
    {
        if (Modules.IsModule(member.Type))
        {
            return GradientFlow.None;
        }

        if (member.Member is IFieldSymbol && member.Receiver is null)
        {
            return TorchSymbols.MayHoldTensors(member.Type) ? GradientFlow.Unknown : GradientFlow.None;
        }

        var flow = Union(member.Inputs);
        return TorchSymbols.MayHoldTensors(member.Type) ? flow : member.Member is IFieldSymbol { ContainingType.IsTupleType: false } ? GradientFlow.None : flow.WithoutTensors();
    }

    private void Escape(GradientFlow flow) => _escaped = _escaped.Union(flow.Open);
}
