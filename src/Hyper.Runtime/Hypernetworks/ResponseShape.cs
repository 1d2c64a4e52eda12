namespace Hyper.Runtime.Hypernetworks;

/// <summary>What a model's hypernetwork is, as far as it tells whether parameters that were saved are its own.</summary>
/// <param name="Family">The response family with its options; of a hybrid each block's, after the layers that it is for.</param>
/// <param name="ParameterCount">The number of its parameters φ.</param>
public sealed record ResponseShape(string Family, long ParameterCount);
