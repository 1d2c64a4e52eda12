using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Passes;

/// <summary>
/// Reads a forward method and a loss as a straight line of steps whose derivatives the compiler knows: locals, helper
/// methods of the class, layers, common functions. The first thing that it does not know ends the reading, and autograd
/// differentiates the pass instead.
/// </summary>
internal sealed class PassReader
{
    private const int MaxDepth = 8;

    /// <summary>What TorchSharp takes where nothing is said.</summary>
    private const double LeakySlope = 0.01;

    private readonly Func<IMethodSymbol, IOperation?> _bodies;
    private readonly CancellationToken _cancellation;
    private readonly List<PassStep> _steps = [];
    private readonly Dictionary<ISymbol, PassValue> _known = new(SymbolEqualityComparer.Default);
    private int _values;
    private int _depth;
    private (Location Where, string What)? _refusal;

    private PassReader(Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
    {
        _bodies = bodies;
        _cancellation = cancellation;
    }

    /// <summary>Reads one pass.</summary>
    /// <param name="forward">The forward method.</param>
    /// <param name="loss">The training or the validation loss.</param>
    /// <param name="bodies">The body of a method of the class, where it is known.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The program, or where and why there is none.</returns>
    public static (PassProgram? Program, (Location Where, string What)? Refusal) Read(
        IMethodSymbol forward, IMethodSymbol loss, Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
    {
        var reader = new PassReader(bodies, cancellation);
        var input = reader.Fresh(false);
        var targets = reader.Fresh(false);
        var outputs = reader.Run(forward, [input]);
        var value = outputs is null ? null : reader.Run(loss, [outputs, targets]);
        return value switch
        {
            LossPassValue { Terms: var terms } => (PassSimplifier.Simplify(reader._steps, terms), null),
            null => (null, reader._refusal ?? (loss.Identifier(), "the loss")),
            _ => (null, (loss.Identifier(), "a loss that is no sum or mean")),
        };
    }

    private TensorPassValue Fresh(bool dependsOnWeights) => new(_values++, dependsOnWeights);

    private PassValue? Refuse(IOperation where, string what)
    {
        _refusal ??= (where.Syntax.GetLocation(), what);
        return null;
    }

    private PassValue? Run(IMethodSymbol method, IReadOnlyList<PassValue> arguments)
    {
        _cancellation.ThrowIfCancellationRequested();
        var definition = method.PartialImplementationPart ?? method;
        if (_depth >= MaxDepth || definition.IsVirtual || definition.IsOverride || definition.Parameters.Length != arguments.Count || _bodies(definition) is not IBlockOperation body)
        {
            _refusal ??= (method.Identifier(), $"the body of '{method.Name}'");
            return null;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            _known[definition.Parameters[i]] = arguments[i];
        }

        _depth++;
        var result = Block(body);
        _depth--;
        return result;
    }

    private PassValue? Block(IBlockOperation body)
    {
        foreach (var statement in body.Operations)
        {
            switch (statement)
            {
                case IEmptyOperation:
                    break;

                case IReturnOperation { ReturnedValue: { } returned }:
                    return Read(returned);

                case IVariableDeclarationGroupOperation group:
                    foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    {
                        if (declarator.GetVariableInitializer()?.Value is not { } initial || Read(initial) is not { } value)
                        {
                            return Refuse(declarator, $"'{declarator.Syntax}'");
                        }

                        _known[declarator.Symbol] = value;
                    }

                    break;

                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: var target } assignment }
                    when Variable(target) is { } variable:
                    if (Read(assignment.Value) is not { } assigned)
                    {
                        return null;
                    }

                    _known[variable] = assigned;
                    break;

                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } discarded }:
                    if (Read(discarded.Value) is null)
                    {
                        return null;
                    }

                    break;

                default:
                    return Refuse(statement, $"'{FirstLine(statement)}'");
            }
        }

        return Refuse(body, "a method that returns nothing");
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } local => local.Local,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
        _ => null,
    };

    private static string FirstLine(IOperation operation)
    {
        var text = operation.Syntax.ToString();
        var end = text.IndexOf('\n');
        return end < 0 ? text : text.Substring(0, end).TrimEnd() + " …";
    }

    private PassValue? Read(IOperation operation)
    {
        if (operation is { ConstantValue: { HasValue: true, Value: { } constant }, Type.TypeKind: not TypeKind.Enum } && PassArguments.Number(constant) is { } number)
        {
            return new NumberPassValue(number);
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Read(parenthesized.Operand),
            IConversionOperation conversion => Read(conversion.Operand),
            ILocalReferenceOperation or IParameterReferenceOperation when Variable(operation) is { } variable && _known.TryGetValue(variable, out var value) => value,
            IPropertyReferenceOperation property => Property(property),
            IInvocationOperation call => Call(call),
            IBinaryOperation binary => Binary(binary),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } unary => Read(unary.Operand) is { } operand ? Scaled(unary, operand, -1) : null,
            _ => Refuse(operation, $"'{FirstLine(operation)}'"),
        };
    }

    private PassValue? Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property.PartialDefinitionPart ?? reference.Property;
        if (reference.Instance is IInstanceReferenceOperation or null)
        {
            if (LayerKinds.Of(property) is [var kind])
            {
                return new LayerPassValue(property.Name, kind.Name);
            }

            if (AttributeReader.Has(property, KnownTypes.HyperparameterAttribute))
            {
                return new HyperparameterPassValue(property.Name);
            }
        }

        return Refuse(reference, $"'{FirstLine(reference)}'");
    }

    private PassValue? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var values = new List<PassValue>();
        if (call.Instance is not null and not IInstanceReferenceOperation)
        {
            if (Read(call.Instance) is not { } receiver)
            {
                return null;
            }

            values.Add(receiver);
        }

        var given = call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).OrderBy(argument => argument.Parameter?.Ordinal).ToList();
        foreach (var argument in given)
        {
            foreach (var element in PassArguments.Elements(argument.Value))
            {
                if (Read(element) is not { } value)
                {
                    return null;
                }

                values.Add(value);
            }
        }

        var owner = method.ContainingType.ToDisplayString();
        if (values is [LayerPassValue layer, TensorPassValue rows] && method.Name == "forward")
        {
            return layer.Kind is "Lstm" or "Gru"
                ? Refuse(call, $"a layer of the kind {layer.Kind}")
                : Step(layer.Kind == "Linear" ? PassOp.Linear : PassOp.Layer, [rows], layer.Name, dependsOnWeights: true);
        }

        return owner switch
        {
            "TorchSharp.torch" or "TorchSharp.torch.nn.functional" or "TorchSharp.torch.Tensor" => Function(call, method.Name, values),
            "Hyper.Runtime.Layers.Regularizers" or "Hyper.Runtime.Layers.Augmentations" or "Hyper.Runtime.Layers.LossShape" => Regularizer(call, method, values),
            _ when call.Instance is IInstanceReferenceOperation or null && given.Count == method.Parameters.Length => Run(method, values),
            _ => Refuse(call, $"'{method.Name}'"),
        };
    }

    private PassValue? Function(IInvocationOperation call, string name, IReadOnlyList<PassValue> values)
    {
        var plain = name.TrimEnd('_') == name ? name : "";
        return (plain, values) switch
        {
            ("relu", [TensorPassValue x]) => Step(PassOp.Relu, [x]),
            ("tanh", [TensorPassValue x]) => Step(PassOp.Tanh, [x]),
            ("sigmoid", [TensorPassValue x]) => Step(PassOp.Sigmoid, [x]),
            ("silu", [TensorPassValue x]) => Step(PassOp.Silu, [x]),
            ("gelu", [TensorPassValue x]) => Step(PassOp.Gelu, [x]),
            ("softplus", [TensorPassValue x]) => Step(PassOp.Softplus, [x]),
            ("leaky_relu", [TensorPassValue x]) => Step(PassOp.LeakyRelu, [x], numbers: [LeakySlope]),
            ("leaky_relu", [TensorPassValue x, NumberPassValue slope]) => Step(PassOp.LeakyRelu, [x], numbers: [slope.Number]),
            ("elu", [TensorPassValue x, NumberPassValue alpha]) => Step(PassOp.Elu, [x], numbers: [alpha.Number]),
            ("exp", [TensorPassValue x]) => Step(PassOp.Exp, [x]),
            ("square", [TensorPassValue x]) => Step(PassOp.Square, [x]),
            ("pow", [TensorPassValue x, NumberPassValue { Number: 2 }]) => Step(PassOp.Square, [x]),
            ("abs", [TensorPassValue x]) => Step(PassOp.Abs, [x]),
            ("flatten", [TensorPassValue x, NumberPassValue { Number: >= 1 } from]) => Step(PassOp.Flatten, [x], numbers: [from.Number]),
            ("view" or "reshape", [TensorPassValue x, NumberPassValue, ..]) when PassArguments.Numbers(values, 1, values.Count) is { } sizes
                => Step(PassOp.Reshape, [x], numbers: sizes),
            ("max_pool2d", [TensorPassValue x, NumberPassValue size, ..]) when PassArguments.IsWindow(call) => Step(PassOp.MaxPool, [x], numbers: [size.Number, PassArguments.Stride(values)]),
            ("avg_pool2d", [TensorPassValue x, NumberPassValue size, ..]) when PassArguments.IsWindow(call) => Step(PassOp.AveragePool, [x], numbers: [size.Number, PassArguments.Stride(values)]),
            ("add", [var a, var b]) => Sum(call, a, b, 1),
            ("sub", [var a, var b]) => Sum(call, a, b, -1),
            ("mul", [var a, var b]) => Product(call, a, b),
            ("sum", [TensorPassValue x]) => Term(TermKind.Sum, [x]),
            ("mean", [TensorPassValue x]) => Term(TermKind.Mean, [x]),
            ("sum", [TensorPassValue x, NumberPassValue { Number: >= 1 } over]) when PassArguments.IsDimension(call) => Step(PassOp.SumOver, [x], numbers: [over.Number]),
            ("cross_entropy", [TensorPassValue x, TensorPassValue { DependsOnWeights: false } t]) => Term(TermKind.CrossEntropy, [x, t]),
            ("mse_loss", [TensorPassValue x, TensorPassValue t]) when Sum(call, x, t, -1) is TensorPassValue difference => Term(TermKind.MeanSquares, [difference]),
            _ => Refuse(call, $"'{name}'"),
        };
    }

    private PassValue? Regularizer(IInvocationOperation call, IMethodSymbol method, IReadOnlyList<PassValue> values)
    {
        switch (method.Name, values)
        {
            case ("L2", [HyperparameterPassValue strength]):
                return Term(TermKind.L2, [], strength.Name);
            case ("L1", [HyperparameterPassValue strength]):
                return Term(TermKind.L1, [], strength.Name);
            case ("Drop", [TensorPassValue x, HyperparameterPassValue rate]):
                return Step(PassOp.Drop, [x], rate.Name);
            case ("DropChannels", [TensorPassValue x, HyperparameterPassValue rate]):
                return Step(PassOp.DropChannels, [x], rate.Name);
            case (_, [TensorPassValue { DependsOnWeights: false } x, .., HyperparameterPassValue strength]) when PassArguments.Numbers(values, 1, values.Count - 1) is { } numbers:
                var step = new PassStep(
                    _values,
                    PassOp.Call,
                    new[] { x.Number }.ToEquatableArray(),
                    $"{method.ContainingType.Name}.{method.Name}",
                    numbers.ToEquatableArray(),
                    false)
                {
                    Hyperparameter = strength.Name,
                };
                _steps.Add(step);
                return Fresh(false);
            default:
                return Refuse(call, $"'{method.Name}' of what depends on the weights");
        }
    }

    private PassValue? Binary(IBinaryOperation binary)
    {
        if (Read(binary.LeftOperand) is not { } left || Read(binary.RightOperand) is not { } right)
        {
            return null;
        }

        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => Sum(binary, left, right, 1),
            BinaryOperatorKind.Subtract => Sum(binary, left, right, -1),
            BinaryOperatorKind.Multiply => Product(binary, left, right),
            BinaryOperatorKind.Divide when right is NumberPassValue { Number: not 0 } divisor => Scaled(binary, left, 1 / divisor.Number),
            _ => Refuse(binary, $"'{FirstLine(binary)}'"),
        };
    }

    private PassValue? Sum(IOperation where, PassValue left, PassValue right, int sign)
    {
        switch (left, right)
        {
            case (TensorPassValue x, TensorPassValue y):
                return Step(sign > 0 ? PassOp.Add : PassOp.Subtract, [x, y]);
            case (TensorPassValue x, NumberPassValue c):
                return Step(PassOp.Shift, [x], numbers: [sign * c.Number]);
            case (NumberPassValue c, TensorPassValue y):
                return Scaled(where, y, sign) is TensorPassValue signed ? Step(PassOp.Shift, [signed], numbers: [c.Number]) : null;
            case (LossPassValue a, LossPassValue b):
                return new LossPassValue([.. a.Terms, .. b.Terms.Select(term => term with { Factor = term.Factor * sign })]);
            default:
                return Refuse(where, $"'{FirstLine(where)}'");
        }
    }

    private PassValue? Product(IOperation where, PassValue left, PassValue right) => (left, right) switch
    {
        (TensorPassValue x, TensorPassValue y) => Step(PassOp.Multiply, [x, y]),
        (_, NumberPassValue c) => Scaled(where, left, c.Number),
        (NumberPassValue c, _) => Scaled(where, right, c.Number),
        _ => Refuse(where, $"'{FirstLine(where)}'"),
    };

    private PassValue? Scaled(IOperation where, PassValue value, double factor) => value switch
    {
        _ when factor == 1 => value,
        TensorPassValue x => Step(PassOp.Scale, [x], numbers: [factor]),
        LossPassValue loss => new LossPassValue([.. loss.Terms.Select(term => term with { Factor = term.Factor * factor })]),
        NumberPassValue number => new NumberPassValue(number.Number * factor),
        _ => Refuse(where, $"'{FirstLine(where)}'"),
    };

    private LossPassValue Term(TermKind kind, IReadOnlyList<TensorPassValue> inputs, string name = "")
        => new([new PassTerm(kind, 1, inputs.Select(input => input.Number).ToEquatableArray(), name)]);

    private TensorPassValue Step(PassOp op, IReadOnlyList<TensorPassValue> inputs, string name = "", IEnumerable<double>? numbers = null, bool dependsOnWeights = false)
    {
        var depends = dependsOnWeights || inputs.Any(input => input.DependsOnWeights);
        _steps.Add(new PassStep(_values, op, inputs.Select(input => input.Number).ToEquatableArray(), name, (numbers ?? []).ToEquatableArray(), depends));
        return Fresh(depends);
    }
}
