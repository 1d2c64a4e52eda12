using Hyper.Dsl;
using Hyper.Generators.Text;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>Every response family: the one list that the parser, the rules and the emitters ask. Suggestions follow its order.</summary>
internal static class ResponseFamilies
{
    public static readonly FamilyOption Rank = new("Rank", ExperimentDefaults.Rank, rank => $"of rank {rank.Prose()}")
    {
        Limit = size => Math.Min(size.Hyperparameters, size.Weights),
    };

    public static readonly FamilyOption HiddenUnits = new("HiddenUnits", ExperimentDefaults.HiddenUnits, units => $"of {units.Prose("hidden unit")}");

    public static readonly IReadOnlyList<ResponseFamily> All =
    [
        new(Hypernetwork.Linear, "a", (size, _) => size.Weights * (size.Hyperparameters + 1.0), (size, _) => Equal(size.Hyperparameters * size.Weights))
        {
            Suggested = _ => [0],
        },
        new(Hypernetwork.Factorized, "a", Layered, LayeredWork)
        {
            Width = Rank,
            Suggested = size => [Rank.DefaultIn(size), 1],
        },
        new(Hypernetwork.Mlp, "an", Layered, LayeredWork)
        {
            Width = HiddenUnits,
        },
        new(Hypernetwork.Structured, "a", RowScaled, RowScaledWork)
        {
            Suggested = _ => [0],
        },
        new(Hypernetwork.Centered, "a", RowScaled, RowScaledWork)
        {
            IsCentered = true,
        },
        new(Hypernetwork.Elementwise, "an", (size, _) => size.Weights * (1.0 + size.OneAWeight + size.Others), (size, _) => Equal(size.Weights * (size.OneAWeight + size.Others)))
        {
            NeedsOneAWeight = true,
            Suggested = size => size.OneAWeight > 0 ? [0] : [],
        },
        new(Hypernetwork.Curvature, "a", (size, _) => 2.0 * size.Weights, (_, _) => default)
        {
            IsComputed = true,
        },
    ];

    /// <summary>The options that some family has.</summary>
    public static readonly IReadOnlyList<FamilyOption> Options = [.. All.Select(family => family.Width).OfType<FamilyOption>().Distinct()];

    public static ResponseFamily Of(Hypernetwork name) => All.First(family => family.Name == name);

    private static ResponseWork Equal(long products) => new(products, products);

    /// <summary>Two matrices with a hidden vector between them, and a bias for each.</summary>
    private static double Layered(HypernetworkSize size, int width)
        => (width * ((double)size.Hyperparameters + size.Weights)) + width + size.Weights;

    /// <summary>The gradient needs that vector's gradient besides those of the matrices.</summary>
    private static ResponseWork LayeredWork(HypernetworkSize size, int width)
        => new(width * (size.Hyperparameters + size.Weights), width * (size.Hyperparameters + (2 * size.Weights)));

    private static double RowScaled(HypernetworkSize size, int width) => (2.0 * size.Weights) + ((double)size.Hyperparameters * size.Rows);

    private static ResponseWork RowScaledWork(HypernetworkSize size, int width)
        => new((size.Hyperparameters * size.Rows) + size.Weights, (size.Hyperparameters * size.Rows) + (2 * size.Weights));
}
