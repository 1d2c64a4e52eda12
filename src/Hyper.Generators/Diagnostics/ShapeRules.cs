using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about sizes of layers and shapes of tensors: HYP01nn.</summary>
internal static class ShapeRules
{
    private const string Category = "HyperDsl.Shapes";

    public static readonly DiagnosticDescriptor LayerSize = Rule.Of(
        "HYP0101",
        "A layer has at least one input and one output",
        "The layer '{0}' has {1} {2}; write a number from 1 up",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TooManyWeights = Rule.Of(
        "HYP0102",
        "A model's weights can be counted with an int",
        "The layers of '{0}' have {1} weights, and one vector holds at most 2,147,483,647; make the layers smaller",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor LayerOption = Rule.Of(
        "HYP0103",
        "A layer's options are in their ranges",
        "The layer '{0}' has {1} = {2}; write {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor GroupsDivide = Rule.Of(
        "HYP0104",
        "A layer's groups divide its channels",
        "The layer '{0}' has {1} {2}, which {3} groups do not divide evenly; write a number of groups that divides the {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor InputDoesNotFit = Rule.Of(
        "HYP0105",
        "What a layer is given has the shape that it takes",
        "'{0}' takes {1}, but is given {2}{3}; {4}",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ViewDoesNotFit = Rule.Of(
        "HYP0106",
        "A view has as many elements as its tensor",
        "'{0}' makes {1}, but is given {2}{3}; {4}",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ShapesDiffer = Rule.Of(
        "HYP0107",
        "Tensors that are combined have shapes that fit",
        "'{0}' is given {1}{2}; {3}",
        Category,
        DiagnosticSeverity.Error);
}
