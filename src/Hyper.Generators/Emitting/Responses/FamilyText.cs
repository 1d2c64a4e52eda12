using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>A hypernetwork's families with their options, as files of saved responses name them: another wording would be another hypernetwork.</summary>
internal static class FamilyText
{
    public static string Of(HypernetworkModel hypernetwork) => hypernetwork.IsHybrid
        ? string.Join("; ", hypernetwork.Blocks.Select(block => $"{(block.LayerCount == 1 ? block.FirstName : $"{block.FirstName} to {block.LastName}")}: {Of(block)}"))
        : Of(hypernetwork.Blocks[0]);

    private static string Of(HypernetworkBlock block)
        => ResponseFamilies.Of(block.Family).Width is { } width ? $"{block.Family}({width.Name} = {block.Width.Code()})" : $"{block.Family}";
}
