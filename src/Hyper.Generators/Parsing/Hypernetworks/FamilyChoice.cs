using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Hypernetworks;

/// <summary>The response family where a model names none: the one home of that choice, which <c>docs/families.md</c> tells too.</summary>
/// <param name="Family">The family.</param>
/// <param name="Because">Why, a clause.</param>
internal sealed record FamilyChoice(Hypernetwork Family, string Because)
{
    /// <summary>The most values for which a whole Jacobian is learned: beyond, perturbations tell too little of each column.</summary>
    private const int MostWholeValues = 64;

    /// <summary>The most numbers of a whole Jacobian with its constant part, P(n + 1): 64 MB of float32.</summary>
    private const double MostWholeParameters = 16_000_000;

    /// <summary>The most values with a number for each row of the weight tensors.</summary>
    private const int MostRowValues = 1_024;

    /// <summary>From the most particular to what serves always: the first that applies, and fits comfortably into memory.</summary>
    private static readonly IReadOnlyList<Row> Table =
    [
        new(
            Hypernetwork.Elementwise,
            size => 2 * OneAWeight(size) > size.Hyperparameters,
            size => OneAWeight(size) == size.Hyperparameters ? $"all {Values(size)} come one a weight" : $"{OneAWeight(size).Prose()} of {Values(size)} come one a weight"),
        new(
            Hypernetwork.Linear,
            size => size.Hyperparameters <= MostWholeValues && Parameters(Hypernetwork.Linear, size) <= MostWholeParameters,
            size => $"{Both(size)} are few enough for a whole Jacobian"),
        new(
            Hypernetwork.Structured,
            size => size.Hyperparameters <= MostRowValues,
            size => $"{Both(size)} are too many for a whole Jacobian, and few enough for one number a row of weights"),
        new(
            Hypernetwork.Factorized,
            _ => true,
            size => $"{Both(size)} are too many for anything but a Jacobian of low rank"),
    ];

    /// <summary>Chooses.</summary>
    /// <param name="size">The whole model.</param>
    public static FamilyChoice For(HypernetworkSize size)
    {
        // Of the last row the rules about sizes say what is wrong, if anything is.
        var row = Table.FirstOrDefault(row => row.Applies(size) && Parameters(row.Family, size) <= HypernetworkSize.ComfortableParameters) ?? Table[Table.Count - 1];
        return new FamilyChoice(row.Family, row.Because(size));
    }

    private static long OneAWeight(HypernetworkSize size) => size.Hyperparameters - size.Others;

    private static double Parameters(Hypernetwork name, HypernetworkSize size)
    {
        var family = ResponseFamilies.Of(name);
        return family.Parameters(size, family.Width?.DefaultIn(size) ?? 0);
    }

    private static string Both(HypernetworkSize size) => $"{Values(size)} and {Count(size.Weights, "weight")}";

    private static string Values(HypernetworkSize size) => Count(size.Hyperparameters, "hyperparameter value");

    private static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count.Prose()} {what}s";

    private sealed record Row(Hypernetwork Family, Func<HypernetworkSize, bool> Applies, Func<HypernetworkSize, string> Because);
}
