using System.Collections.Immutable;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Checking;

/// <summary>
/// Follows tensors through the body of one method, from layers, outputs and hyperparameters to what it returns. What it
/// cannot follow is unknown, and of that nothing is reported.
/// </summary>
internal sealed class FlowOfMethod
{
    private const int MostRounds = 20;

    private static readonly ImmutableDictionary<object, GradientFlow> Nothing = ImmutableDictionary<object, GradientFlow>.Empty;

    private readonly ISymbol? _outputs;
    private readonly IReadOnlyList<(TextSpan Span, GradientCut Cut)> _scopes;
    private ImmutableDictionary<object, GradientFlow> _values = Nothing;
    private ImmutableHashSet<ISymbol> _escaped = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private FlowOfMethod(ISymbol? outputs, IReadOnlyList<(TextSpan Span, GradientCut Cut)> scopes)
    {
        _outputs = outputs;
        _scopes = scopes;
    }

    /// <summary>What the method returns; its last parts are the terms that the returned values are sums of.</summary>
    /// <param name="graph">The body.</param>
    /// <param name="outputs">The parameter that holds layers' outputs, if one does.</param>
    public static (GradientFlow Whole, IReadOnlyList<GradientFlow> Terms) Of(ControlFlowGraph graph, ISymbol? outputs)
    {
        // What happens after an exception is not followed.
        if (graph.LocalFunctions.Length > 0 || HasCatch(graph.Root))
        {
            return (GradientFlow.Unknown, []);
        }

        var method = new FlowOfMethod(outputs, [.. GradientCut.Scopes(graph.OriginalOperation)]);
        if (method.Run(graph) is not { } terms)
        {
            return (GradientFlow.Unknown, []);
        }

        var whole = terms.Aggregate(GradientFlow.None, (sum, term) => sum.With(term));
        return (method._escaped.Aggregate(whole, (sum, source) => sum.With(GradientFlow.From(source))), terms);
    }

    /// <summary>Whether a symbol is a hyperparameter.</summary>
    public static bool IsHyperparameter(ISymbol symbol) => AttributeReader.Has(symbol, KnownTypes.HyperparameterAttribute);

    private static bool HasCatch(ControlFlowRegion region)
        => region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter || region.NestedRegions.Any(HasCatch);

    /// <summary>Goes through the blocks until nothing changes; gives up on a body that takes too long.</summary>
    private List<GradientFlow>? Run(ControlFlowGraph graph)
    {
        var after = new ImmutableDictionary<object, GradientFlow>?[graph.Blocks.Length];
        var terms = new List<GradientFlow>();
        for (var round = 0; round < MostRounds; round++)
        {
            var changed = false;
            terms.Clear();
            foreach (var block in graph.Blocks)
            {
                _values = Before(block, after);
                foreach (var operation in block.Operations)
                {
                    Evaluate(operation);
                }

                if (block.BranchValue is { } value && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
                {
                    terms.AddRange(Terms(value));
                }
                else
                {
                    Evaluate(block.BranchValue);
                }

                if (after[block.Ordinal] is not { } old || !Same(old, _values))
                {
                    after[block.Ordinal] = _values;
                    changed = true;
                }
            }

            if (!changed)
            {
                return terms;
            }
        }

        return null;
    }

    private ImmutableDictionary<object, GradientFlow> Before(BasicBlock block, ImmutableDictionary<object, GradientFlow>?[] after)
    {
        var values = block.Kind == BasicBlockKind.Entry && _outputs is not null ? Nothing.Add(_outputs, GradientFlow.From(_outputs)) : Nothing;
        foreach (var branch in block.Predecessors)
        {
            foreach (var value in after[branch.Source.Ordinal] ?? Nothing)
            {
                values = values.SetItem(value.Key, values.TryGetValue(value.Key, out var other) ? other.With(value.Value) : value.Value);
            }
        }

        return values;
    }

    private static bool Same(ImmutableDictionary<object, GradientFlow> left, ImmutableDictionary<object, GradientFlow> right)
        => left.Count == right.Count && left.All(value => right.TryGetValue(value.Key, out var other) && value.Value.SameAs(other));

    /// <summary>The terms of a sum, each by itself.</summary>
    private List<GradientFlow> Terms(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when !IsInScope(sum) => [.. Terms(sum.LeftOperand), .. Terms(sum.RightOperand)],
        IParenthesizedOperation inner => Terms(inner.Operand),
        _ => [Evaluate(operation)],
    };

    private bool IsInScope(IOperation operation) => _scopes.Any(scope => scope.Span.Contains(operation.Syntax.Span));

    private GradientFlow Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return GradientFlow.None;
        }

        var flow = Follow(operation);
        if (operation is IInvocationOperation or IBinaryOperation or IUnaryOperation or IPropertyReferenceOperation or ICompoundAssignmentOperation)
        {
            foreach (var (span, cut) in _scopes)
            {
                if (span.Contains(operation.Syntax.Span))
                {
                    flow = flow.Behind(cut, IsHyperparameter);
                }
            }
        }

        return flow;
    }

    private GradientFlow Follow(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Value(local.Local);
            case IParameterReferenceOperation parameter:
                return Value(parameter.Parameter);
            case IFlowCaptureReferenceOperation reference:
                return Value(reference.Id);
            case IFlowCaptureOperation capture:
                Set(capture.Id, Evaluate(capture.Value));
                return GradientFlow.None;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value));
            case ICompoundAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Target).With(Evaluate(assignment.Value)));
            case IDeconstructionAssignmentOperation assignment:
                return Deconstruct(assignment.Target, assignment.Value);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IInvocationOperation call:
                return Call(call);
            case IBinaryOperation binary:
                var operands = Evaluate(binary.LeftOperand).With(Evaluate(binary.RightOperand));
                return GradientCut.Of(binary) is { } compared ? operands.Behind(compared, IsHyperparameter) : operands;
            case IConversionOperation conversion:
                var operand = Evaluate(conversion.Operand);
                return GradientCut.Of(conversion) is { } cast ? operand.Behind(cast, IsHyperparameter) : operand;
            case IFlowAnonymousFunctionOperation or IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation or IDynamicInvocationOperation:
                return GradientFlow.Unknown;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return GradientFlow.Unknown;
            default:
                return Children(operation);
        }
    }

    private GradientFlow Children(IOperation operation)
        => operation.ChildOperations.Aggregate(GradientFlow.None, (flow, child) => flow.With(Evaluate(child)));

    private GradientFlow Value(object key)
        => _values.TryGetValue(key, out var flow) ? flow : GradientFlow.None;

    private void Set(object key, GradientFlow flow) => _values = _values.SetItem(key, flow);

    private GradientFlow Assign(IOperation target, GradientFlow flow)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Set(local.Local, flow);
                break;
            case IParameterReferenceOperation parameter:
                Set(parameter.Parameter, flow);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, flow);
                break;
            case IFlowCaptureReferenceOperation reference:
                // The target of an assignment with branches in it: what it stood for is not known any more.
                Set(reference.Id, flow);
                Escape(flow);
                break;
            case IDiscardOperation:
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Assign(element, flow);
                }

                break;
            default:
                Keep(target, flow);
                break;
        }

        return flow;
    }

    /// <summary>Puts a value into a part of another one, where that is a local, or lets it out of sight.</summary>
    private void Keep(IOperation target, GradientFlow flow)
    {
        var holder = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation property => property.Instance,
            IFieldReferenceOperation field => field.Instance,
            _ => target,
        };
        var key = holder switch
        {
            ILocalReferenceOperation local => (object)local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFlowCaptureReferenceOperation reference => reference.Id,
            _ => null,
        };
        if (key is null || key is CaptureId)
        {
            Escape(flow);
        }

        if (key is not null)
        {
            Set(key, Value(key).With(flow));
        }
    }

    private void Escape(GradientFlow flow) => _escaped = _escaped.Union(flow.Open);

    private GradientFlow Deconstruct(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            target = declaration.Expression;
        }

        if (target is ITupleOperation to && value is ITupleOperation from && to.Elements.Length == from.Elements.Length)
        {
            var flows = from.Elements.Select(Evaluate).ToList();
            for (var i = 0; i < flows.Count; i++)
            {
                Assign(to.Elements[i], flows[i]);
            }

            return flows.Aggregate(GradientFlow.None, (sum, flow) => sum.With(flow));
        }

        return Assign(target, Evaluate(value));
    }

    private GradientFlow Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property.PartialDefinitionPart ?? reference.Property;
        if (LayerKinds.IsLayer(property) || IsHyperparameter(property))
        {
            return GradientFlow.From(property);
        }

        if (IsModule(property.Type))
        {
            return GradientFlow.None;
        }

        var flow = reference.Arguments.Aggregate(Evaluate(reference.Instance), (sum, argument) => sum.With(Evaluate(argument.Value)));
        return HoldsTensors(reference.Type) ? flow : flow.WithoutTensors();
    }

    private GradientFlow Field(IFieldReferenceOperation reference)
        => !HoldsTensors(reference.Type) || IsModule(reference.Type) ? GradientFlow.None
            : reference.Instance is null ? GradientFlow.Unknown
            : Evaluate(reference.Instance);

    private GradientFlow Call(IInvocationOperation call)
    {
        var arguments = call.Arguments.Aggregate(GradientFlow.None, (flow, argument) => flow.With(Evaluate(argument.Value)));
        var all = call.Instance is null ? arguments : arguments.With(Evaluate(call.Instance));
        if (GradientCut.Of(call) is { } cut)
        {
            return all.Behind(cut, IsHyperparameter);
        }

        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out))
        {
            Assign(argument.Value, all);
        }

        // Code of others may keep what it is given: a list that is added to, a field.
        var isKnown = GradientCut.IsTorch(call.TargetMethod.ContainingType) || call.TargetMethod.ContainingNamespace?.ToDisplayString() == RegularizerTable.Namespace;
        if (!isKnown)
        {
            if (call.Instance is { } instance)
            {
                Keep(instance, arguments);
            }
            else if (call.TargetMethod.ReturnsVoid)
            {
                Escape(arguments);
            }
        }

        return HoldsTensors(call.Type) ? all : all.WithoutTensors();
    }

    /// <summary>Whether gradients may travel in a value of the type: anything but numbers, text and what describes a tensor.</summary>
    private static bool HoldsTensors(ITypeSymbol? type) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_Object } => true,
        { SpecialType: not SpecialType.None } => false,
        { TypeKind: TypeKind.Enum } => false,
        IArrayTypeSymbol array => HoldsTensors(array.ElementType),
        INamedTypeSymbol { Name: "Scalar" or "TensorIndex" or "Device" } named when GradientCut.IsTorch(named) => false,
        _ => true,
    };

    private static bool IsModule(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.ToDisplayString() == KnownTypes.Module)
            {
                return true;
            }
        }

        return false;
    }
}
