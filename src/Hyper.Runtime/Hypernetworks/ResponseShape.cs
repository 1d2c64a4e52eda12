namespace Hyper.Runtime.Hypernetworks;

/// <summary>What a hypernetwork is, as far as it tells whether parameters that were saved are its own.</summary>
/// <param name="Family">The response family with its options; of a hybrid each block's, after the layers that it is for.</param>
/// <param name="ParameterCount">The number of its parameters φ.</param>
public sealed record ResponseShape(string Family, long ParameterCount)
{
    /// <summary>What stands for the family of a response that answers for one point alone.</summary>
    private const string PointFamily = "Point";

    /// <summary>That of a response which answers for one point alone: the weights there.</summary>
    /// <param name="weights">P.</param>
    internal static ResponseShape OfPoint(long weights) => new(PointFamily, weights);
}
