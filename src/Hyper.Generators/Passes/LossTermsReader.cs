using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Passes;

/// <summary>Takes a loss apart into terms with factors, as far as it is a sum.</summary>
internal sealed class LossTermsReader(List<PassStep> steps, Dictionary<Value, int> numbers, Tracing tracing, CodeWriter code)
{
    private readonly List<PassTerm> _terms = [];
    private readonly Dictionary<int, PassStep> _makers = steps.Where(step => step.Value >= 0).ToDictionary(step => step.Value);

    /// <summary>The terms of a loss.</summary>
    /// <exception cref="NotWritableException">The loss is none.</exception>
    public IReadOnlyList<PassTerm> Read(Value loss)
    {
        Add(loss, 1, CodeTemplate.Empty);
        if (!_terms.Any(term => term.Kind is not TermKind.Number))
        {
            throw new NotWritableException(loss.Site, "a loss that is no sum or mean");
        }

        return _terms;
    }

    private void Add(Value value, double factor, CodeTemplate more)
    {
        if (value is CallValue call && TensorFunctions.Of(call.Method) is { } function && !function.WritesInPlace(call)
            && function.Derivative(new FunctionCall(call)) is { } derivative)
        {
            var operands = derivative.Operands;
            switch (derivative.Op)
            {
                case PassOp.Add:
                    Add(operands[0], factor, more);
                    Add(operands[1], factor, more);
                    return;
                case PassOp.Subtract:
                    Add(operands[0], factor, more);
                    Add(operands[1], -factor, more);
                    return;
                case PassOp.Negate:
                    Add(operands[0], -factor, more);
                    return;
                case PassOp.Same:
                    Add(operands[0], factor, more);
                    return;
                case PassOp.Shift:
                    Add(operands[0], factor, more);
                    Number(derivative.Numbers[0], derivative.Constants[0] * factor, more);
                    return;
                case PassOp.From:
                    Number(derivative.Numbers[0], factor, more);
                    Add(operands[0], -factor, more);
                    return;
                case PassOp.Scale when FunctionCall.Number(derivative.Numbers[0]) is { } constant:
                    Add(operands[0], factor * constant, more);
                    return;
                case PassOp.Scale:
                    Add(operands[0], factor, CodeTemplate.Join(more, " * (double)", code.Use(derivative.Numbers[0])));
                    return;
                case PassOp.DivideBy when FunctionCall.Number(derivative.Numbers[0]) is { } constant and not 0:
                    Add(operands[0], factor / constant, more);
                    return;
                case PassOp.DivideBy:
                    Add(operands[0], factor, CodeTemplate.Join(more, " / (double)", code.Use(derivative.Numbers[0])));
                    return;
            }
        }

        Leaf(value, factor, more);
    }

    private void Number(Value number, double factor, CodeTemplate more)
        => _terms.Add(FunctionCall.Number(number) is { } constant
            ? new PassTerm(TermKind.Number, factor * constant, more, new EquatableArray<int>([]), "")
            : new PassTerm(TermKind.Number, factor, CodeTemplate.Join(more, " * (double)", code.Use(number)), new EquatableArray<int>([]), ""));

    private void Leaf(Value value, double factor, CodeTemplate more)
    {
        if (!numbers.TryGetValue(value, out var number))
        {
            number = Named(value);
        }

        var maker = _makers.TryGetValue(number, out var step) ? step : null;
        switch (maker?.Op)
        {
            case PassOp.Sum or PassOp.Mean or PassOp.CrossEntropy:
                _terms.Add(new PassTerm(maker.Op switch { PassOp.Sum => TermKind.Sum, PassOp.Mean => TermKind.Mean, _ => TermKind.CrossEntropy }, factor, more, maker.Inputs, ""));
                break;
            case PassOp.SquaredError:
                var difference = new PassStep(Fresh(), PassOp.Subtract, "error", maker.Inputs, CodeTemplate.Empty, IsTraced: true) { IsTensor = true };
                steps.Add(difference);
                _terms.Add(new PassTerm(TermKind.MeanSquares, factor, more, new EquatableArray<int>([difference.Value]), ""));
                break;
            case PassOp.L2 or PassOp.L1:
                _terms.Add(new PassTerm(maker.Op == PassOp.L2 ? TermKind.L2 : TermKind.L1, factor, more, new EquatableArray<int>([]), maker.Hyperparameter));
                break;
            default:
                _terms.Add(new PassTerm(TermKind.Value, factor, more, new EquatableArray<int>([number]), ""));
                break;
        }
    }

    // A value that is written where it is used gets a variable.
    private int Named(Value value)
    {
        var number = Fresh();
        var step = new PassStep(number, PassOp.Written, "term", new EquatableArray<int>([]), code.Use(value), tracing.IsTraced(value)) { IsTensor = true, IsAccessor = true };
        steps.Add(step);
        _makers[number] = step;
        return number;
    }

    private int Fresh() => Math.Max(numbers.Values.DefaultIfEmpty(-1).Max(), steps.Select(step => step.Value).DefaultIfEmpty(-1).Max()) + 1;
}
