using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>The runtime's own functions of tensors and hyperparameters, as readers of bodies see them.</summary>
internal static class Regularizers
{
    private static readonly HashSet<string> OfAnyRows = ["Drop", "AddNoise", "Brightness", "Contrast", "Mixup", "DropChannels"];

    private static readonly HashSet<string> OfImages = ["Cutout", "Saturation", "Shift", "Rotate", "Rescale"];

    /// <summary>The row of the table that a method is; null where it is none of the runtime's.</summary>
    public static Regularizer? Of(IMethodSymbol method)
        => method.ContainingType is { ContainingType: null } type && type.ContainingNamespace.ToDisplayString() == RegularizerTable.Namespace
            ? RegularizerTable.All.FirstOrDefault(regularizer => regularizer.Type == type.Name && regularizer.Method == method.Name)
            : null;

    /// <summary>Whether a method takes images.</summary>
    public static bool IsImage(IMethodSymbol method) => OfImages.Contains(method.Name) && Of(method) is not null;

    /// <summary>Whether a method gives its input's shape, whatever that is.</summary>
    public static bool KeepsShape(IMethodSymbol method) => OfAnyRows.Contains(method.Name) && Of(method) is not null;

    /// <summary>The shape of what a method gives that takes images or keeps shapes; null where its input does not fit.</summary>
    public static TensorShape? Shape(TensorCall call, ShapeReport report)
    {
        var input = call.Input.Shape;
        if (!OfImages.Contains(call.Method.Name))
        {
            return input;
        }

        var channels = call.Method.Name == "Saturation" ? "3" : "channels";
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
