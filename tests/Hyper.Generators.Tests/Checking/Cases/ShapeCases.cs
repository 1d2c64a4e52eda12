using static Hyper.Generators.Tests.Checking.Cases.Sources;

namespace Hyper.Generators.Tests.Checking.Cases;

internal static class ShapeCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("HYP0101", Layer("Linear(HOLE)"), "0, 10", "0", "1, 10", "10, 1"),
        new("HYP0102", Layer("Linear(HOLE)"), "65_536, 32_768, Bias = false", "Digits", "65_536, 32, Bias = false", "5_536, 32"),
        new("HYP0103", Layer("Embedding(5, 4, HOLE)", "HyperEmbedding"), "PaddingIndex = 5", "PaddingIndex = 5", "PaddingIndex = 4", "PaddingIndex = -1"),
        new("HYP0104", Layer("Conv2d(4, 8, 3, HOLE)", "HyperConv2d"), "Groups = 3", "Groups = 3", "Groups = 2", "Groups = 4"),
        new("HYP0105", Forward("=> HOLE.forward(relu(Hidden.forward(x)));"), "Narrow", "Narrow.forward(relu(Hidden.forward(x)))", "Output", "Same"),
        new("HYP0106", Forward("=> Hidden.forward(x.flatten(1)).view(-1, HOLE);"), "1, 6, 6", "Hidden.forward(x.flatten(1)).view(-1, 1, 6, 6)", "1, 4, 8", "8"),
        new("HYP0107", Forward("{ var h = Hidden.forward(x); return h + HOLE; }"), "Output.forward(h)", "h + Output.forward(h)", "Same.forward(h)", "relu(h)"),
    ];
}
