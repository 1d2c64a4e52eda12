using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>The formulas that take a gradient through one step.</summary>
internal sealed class PullBackCode(PassNames names, PassStep step, bool isTraining)
{
    /// <summary>The gradient of an operand.</summary>
    /// <param name="operand">Which of the step's tensors.</param>
    /// <param name="gradient">The gradient of what the step made.</param>
    public string Of(int operand, string gradient)
    {
        var x = names[step.Inputs[0]];
        var own = names[step.Inputs[operand]];
        var y = names[step.Value];
        switch (step.Op)
        {
            case PassOp.Relu or PassOp.Tanh or PassOp.Sigmoid or PassOp.Exp or PassOp.Expm1 or PassOp.Sqrt or PassOp.Rsqrt or PassOp.Reciprocal:
                return Call(step.Op.ToString(), gradient, y);
            case PassOp.Square or PassOp.Abs or PassOp.Silu or PassOp.Gelu or PassOp.Softplus or PassOp.LogSigmoid or PassOp.Log or PassOp.Log1p or PassOp.Sin or PassOp.Cos:
                return Call(step.Op.ToString(), gradient, x);
            case PassOp.Negate:
                return Call("Negate", gradient);
            case PassOp.LeakyRelu or PassOp.Elu or PassOp.Pow:
                return Call(step.Op.ToString(), gradient, x, Number(0));
            case PassOp.Clamp:
                return Call("Clamp", gradient, x, Number(0), Number(1));
            case PassOp.Softmax or PassOp.LogSoftmax:
                return Call(step.Op.ToString(), gradient, y, Number(0));
            case PassOp.MaxPool:
                return $"{RuntimeNames.MaxPooling}.PullBack({gradient}, {x}, {names.Beside(step, "places")})";
            case PassOp.AveragePool:
                return Call("AveragePool", gradient, x, ((long)step.Constants[0]).Code(), ((long)step.Constants[1]).Code());
            case PassOp.Scale:
                return $"{gradient} * {RuntimeNames.Scalars}.Of({Number(0)})";
            case PassOp.DivideBy:
                return $"{gradient} / {RuntimeNames.Scalars}.Of({Number(0)})";
            case PassOp.Shift or PassOp.Same:
                return gradient;
            case PassOp.From:
                return Call("Negate", gradient);
            case PassOp.Add:
                return Call("Broadcast", gradient, own);
            case PassOp.Subtract:
                return Call("Broadcast", operand == 0 ? gradient : $"-{gradient}", own);
            case PassOp.Multiply:
                return Call("Broadcast", $"{gradient} * {names[step.Inputs[1 - operand]]}", own);
            case PassOp.Divide:
                return operand == 0 ? Call("Numerator", gradient, x, names[step.Inputs[1]]) : Call("Denominator", gradient, own, y);
            case PassOp.MatMul:
                return Call(operand == 0 ? "LeftMatrix" : "RightMatrix", gradient, x, names[step.Inputs[1]]);
            case PassOp.Reshape:
                return Call("Reshape", gradient, x);
            case PassOp.Expand:
                return Call("Broadcast", gradient, x);
            case PassOp.Transpose:
                return Call("Transpose", gradient, Number(0), Number(1));
            case PassOp.Permute:
                return Call("Permute", [gradient, .. Numbers]);
            case PassOp.Select:
                return Call("Select", gradient, x, Number(0), Number(1));
            case PassOp.Narrow:
                return Call("Narrow", gradient, x, Number(0), Number(1), Number(2));
            case PassOp.SumOver or PassOp.MeanOver:
                return Call(step.Op.ToString(), gradient, x, $"[{string.Join(", ", Numbers)}]", step.Constants[0] > 0 ? "keepDimensions: true" : "keepDimensions: false");
            case PassOp.Sum:
                return $"{gradient}.expand_as({x})";
            case PassOp.Mean:
                return $"{gradient}.expand_as({x}) / {RuntimeNames.Scalars}.Of({x}.NumberOfElements)";
            case PassOp.Drop or PassOp.DropChannels:
                return isTraining ? $"{gradient} * {names.Beside(step, "mask")}" : gradient;
            default:
                throw new InvalidOperationException($"{step.Op} has no formula.");
        }
    }

    private IEnumerable<string> Numbers => step.Numbers.Select(number => number.Fill(value => names[value]));

    private string Number(int index) => names.Number(step, index);

    private static string Call(string name, params string[] arguments) => $"{RuntimeNames.PullBack}.{name}({string.Join(", ", arguments)})";
}
