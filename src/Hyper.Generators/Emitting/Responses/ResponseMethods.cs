using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>The bodies of the methods that a response has, from the code of its blocks.</summary>
/// <param name="Respond">Of <c>Respond</c>.</param>
/// <param name="PullBack">Of <c>PullBack</c>.</param>
/// <param name="PullBackToHyperparameters">Of <c>PullBackToHyperparameters</c>.</param>
/// <param name="Recenter">Of <c>Recenter</c>; no lines where nothing moves.</param>
internal sealed record ResponseMethods(
    IReadOnlyList<string> Respond,
    IReadOnlyList<string> PullBack,
    IReadOnlyList<string> PullBackToHyperparameters,
    IReadOnlyList<string> Recenter)
{
    /// <summary>One block for all weights: its code as it is.</summary>
    public static ResponseMethods Whole(BlockCode block) => new(
        [.. block.Response.Respond, $"return {(block.Response.HiddenCount > 0 ? block.Hidden : "z")};"],
        block.Response.PullBack,
        block.Response.PullBackToHyperparameters,
        block.Response.Recenter.Count == 0 ? [BlockCode.StaysPut] : block.Response.Recenter);

    /// <summary>
    /// Blocks one after another, each on its slice of the weights and of their gradient. What they keep for the pull-backs
    /// goes side by side into one tensor, and to the hypergradient each adds its part.
    /// </summary>
    public static ResponseMethods Hybrid(IReadOnlyList<BlockCode> blocks)
    {
        var keeping = blocks.Where(block => block.Response.HiddenCount > 0).ToList();
        var kept = keeping.Count switch
        {
            0 => "z",
            1 => keeping[0].Hidden,
            _ => $"{RuntimeNames.Torch}.cat([{string.Join(", ", keeping.Select(block => block.Hidden))}], 1)",
        };
        return new ResponseMethods(
            [
                .. Each(blocks, block => [Slice(block.Weights, "weights", block), .. block.Response.Respond]),
                "",
                $"return {kept};",
            ],
            Each(blocks, block => [Slice(block.Gradient, "gradient", block), .. Hidden(block, keeping), .. block.Response.PullBack]),
            [
                "hypergradient.zero_();",
                "",
                .. Each(blocks, block =>
                [
                    Slice(block.Gradient, "gradient", block),
                    .. block.Response.HypergradientReadsHidden ? Hidden(block, keeping) : [],
                    .. block.Response.PullBackToHyperparameters,
                ]),
            ],
            Each(blocks, block => block.Response.Recenter.Count == 0 ? [BlockCode.StaysPut] : block.Response.Recenter));
    }

    /// <summary>The blocks' lines with an empty one between, each after a comment that says which layers they are about.</summary>
    public static IReadOnlyList<string> Each(IReadOnlyList<BlockCode> blocks, Func<BlockCode, IReadOnlyList<string>> lines)
        => [.. blocks.SelectMany((block, i) => (IEnumerable<string>)[.. i == 0 ? (string[])[] : [""], $"// {block.Block.Describe()}", .. lines(block)])];

    private static string Slice(string name, string whole, BlockCode block)
        => $"var {name} = {whole}.narrow(1, {block.Block.Offset.Code()}, {block.Block.WeightCount.Code()});";

    private static IReadOnlyList<string> Hidden(BlockCode block, IReadOnlyList<BlockCode> keeping)
    {
        if (block.Response.HiddenCount == 0)
        {
            return [];
        }

        var offset = keeping.TakeWhile(other => other != block).Sum(other => other.Response.HiddenCount);
        return [keeping.Count == 1 ? $"var {block.Hidden} = hidden;" : $"var {block.Hidden} = hidden.narrow(1, {offset.Code()}, {block.Response.HiddenCount.Code()});"];
    }
}
