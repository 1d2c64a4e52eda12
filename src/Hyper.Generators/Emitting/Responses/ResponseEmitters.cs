using Hyper.Dsl;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>What writes the response of each family that is not computed.</summary>
internal static class ResponseEmitters
{
    private static readonly IReadOnlyDictionary<Hypernetwork, Func<BlockCode, ResponseCode>> ByFamily = new Dictionary<Hypernetwork, Func<BlockCode, ResponseCode>>
    {
        [Hypernetwork.Linear] = LinearResponse.Of,
        [Hypernetwork.Factorized] = LayeredResponse.Factorized,
        [Hypernetwork.Mlp] = LayeredResponse.Mlp,
        [Hypernetwork.Structured] = StructuredResponse.Of,
        [Hypernetwork.Centered] = StructuredResponse.Centered,
        [Hypernetwork.Elementwise] = ElementwiseResponse.Of,
    };

    /// <summary>The families that have one.</summary>
    public static IEnumerable<Hypernetwork> Families => ByFamily.Keys;

    public static ResponseCode Write(BlockCode block) => ByFamily[block.Block.Family](block);
}
