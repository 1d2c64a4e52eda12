namespace Hyper.Runtime.Layers;

/// <summary>
/// A penalty on the elementary weights. Its gradient is known in closed form, so autograd sees only its value, as a
/// leaf: whatever the loss multiplies that value by arrives as the leaf's gradient and scales the closed form.
/// </summary>
internal sealed class PenaltyTerm
{
    private readonly Tensor direction;
    private readonly double factor;

    private PenaltyTerm(Tensor value, Tensor direction, double factor)
    {
        Value = value.requires_grad_();
        this.direction = direction;
        this.factor = factor;
    }

    /// <summary>The penalty, averaged over the samples: a scalar.</summary>
    public Tensor Value { get; }

    /// <summary>Σ λw², averaged over the samples: its gradient is 2λw.</summary>
    public static PenaltyTerm Square(Tensor weights, Tensor lambda, Tensor shares)
    {
        var direction = weights * (lambda * shares);
        return new PenaltyTerm(torch.dot(direction.view(-1), weights.view(-1)), direction, 2);
    }

    /// <summary>Σ λ|w|, averaged over the samples: its gradient is λ·sign(w), zero at zero.</summary>
    public static PenaltyTerm Absolute(Tensor weights, Tensor lambda, Tensor shares)
    {
        var direction = weights.sign() * (lambda * shares);
        return new PenaltyTerm(torch.dot(direction.view(-1), weights.view(-1)), direction, 1);
    }

    /// <summary>Adds the penalty's gradient, scaled as the loss scaled its value.</summary>
    public void AddGradientTo(Tensor gradient)
    {
        // A penalty that was computed but not used in the loss has no gradient.
        if (Value.grad is { } scale)
        {
            gradient.addcmul_(direction, scale, factor);
        }
    }
}
