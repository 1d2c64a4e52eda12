using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Diagnostics;

namespace Hyper.Generators.Bodies.Functions;

/// <content>Two shapes that meet.</content>
internal static partial class TensorFunctions
{
    /// <summary>The shape of what combines two tensors element by element.</summary>
    private static TensorShape Combine(string name, ShapeValue one, ShapeValue other, ShapeReport report)
    {
        if (Broadcasting.Of(one.Shape, other.Shape) is { } shape)
        {
            return shape;
        }

        var fault = $"{one.Shape.Text()} and {other.Shape.Text()}, which do not broadcast";
        report(ShapeRules.ShapesDiffer, [name, fault, ShapeChain.Of(one, other), "make the sizes equal, or one of them 1"]);
        return TensorShape.Unknown;
    }
}
