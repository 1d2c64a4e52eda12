namespace Hyper.Runtime.Layers.Weights;

/// <summary>Where gradients land.</summary>
internal static class GradientBuffer
{
    /// <summary>Writes a gradient.</summary>
    /// <param name="destination">The buffer.</param>
    /// <param name="gradient">Of the same shape.</param>
    /// <param name="accumulate">Whether it is added to what is there, or replaces it.</param>
    public static void Write(Tensor destination, Tensor gradient, bool accumulate)
    {
        if (accumulate)
        {
            destination.add_(gradient, Scalars.Of(1));
        }
        else
        {
            destination.copy_(gradient);
        }
    }
}
