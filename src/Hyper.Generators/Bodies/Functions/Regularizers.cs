using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>The runtime's own functions of tensors and hyperparameters, as readers of bodies see them.</summary>
internal static class Regularizers
{
    /// <summary>Whether a type is one of those that hold them.</summary>
    public static bool IsTheirs(INamedTypeSymbol? type)
        => type is { ContainingType: null, ContainingNamespace: { Name: "Layers" } space } && space.ToDisplayString() == RegularizerTable.Namespace;

    /// <summary>The row of the table that a method is; null where it is none of the runtime's.</summary>
    public static Regularizer? Of(IMethodSymbol method)
        => IsTheirs(method.ContainingType) ? RegularizerTable.All.FirstOrDefault(regularizer => regularizer.Method == method.Name && regularizer.Type == method.ContainingType.Name) : null;

    /// <summary>The shape of what a method gives whose row says what it makes of its input's; null where that does not fit.</summary>
    public static TensorShape? Shape(TensorCall call, Regularizer regularizer, ShapeReport report)
    {
        var input = call.Input.Shape;
        if (regularizer.Shape == RegularizerShape.Kept)
        {
            return input;
        }

        var channels = regularizer.Method == "Saturation" ? "3" : "channels";
        if (input.WithRank(4) is { } images && (channels != "3" || !Dim.Differ(images.Front[1], Dim.Of(3))))
        {
            return images;
        }

        call.DoesNotFit(new ShapeFault($"[rows, {channels}, height, width]", input.Text(), "view what it is given as images"), report);
        return null;
    }

    /// <summary>The hyperparameter that a call is given; null where it is given none, or more than one.</summary>
    public static HyperparameterValue? Hyperparameter(CallValue call)
        => call.Arguments.Select(argument => argument.Value).OfType<HyperparameterValue>().ToList() is [var one] ? one : null;
}
