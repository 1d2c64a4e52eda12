namespace Hyper.Runtime.Training.Optimizers;

/// <summary>Cuts gradients off that are too long.</summary>
internal static class GradientNorm
{
    /// <summary>Scales each row that is longer than a norm to that norm, in place.</summary>
    /// <param name="rows">[S, P]: a gradient for each sample.</param>
    /// <param name="most">The norm; 0 leaves all as they are.</param>
    public static void Limit(Tensor rows, double most)
    {
        if (most <= 0)
        {
            return;
        }

        using var scope = torch.NewDisposeScope();
        using var untraced = torch.no_grad();

        // The factor of a row that is short enough, be it zero, is exactly 1.
        var factors = rows.pow(Scalars.Of(2)).sum(1, keepdim: true).sqrt_().reciprocal_().mul_(Scalars.Of(most)).clamp_max_(Scalars.Of(1));
        rows.mul_(factors);
    }
}
