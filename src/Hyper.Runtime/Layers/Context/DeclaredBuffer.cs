namespace Hyper.Runtime.Layers.Context;

/// <summary>A tensor that a layer keeps between passes, as it is before the first.</summary>
/// <param name="Name">The layer's name and the buffer's, as in <c>Norm.running_mean</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initial">The value of each element.</param>
internal sealed record DeclaredBuffer(string Name, long[] Shape, double Initial);
