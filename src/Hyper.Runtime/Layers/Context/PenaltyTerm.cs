namespace Hyper.Runtime.Layers.Context;

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
    public static Tensor Square(ForwardContext context, Tensor lambda) =>
        Of(context, context.Weights.Values * (lambda * context.RowShares), 2);

    /// <summary>Σ λ|w|, averaged over the samples: its gradient is λ·sign(w), zero at zero.</summary>
    public static Tensor Absolute(ForwardContext context, Tensor lambda) =>
        Of(context, context.Weights.Values.sign() * (lambda * context.RowShares), 1);

    /// <summary>Adds the penalty's gradient, scaled as the loss scaled its value.</summary>
    public void AddGradientTo(Tensor gradient) => AddGradientTo(gradient, Value.grad);

    /// <summary>Adds the penalty's gradient, scaled; nothing where there is no scale.</summary>
    public void AddGradientTo(Tensor gradient, Tensor? scale)
    {
        // A penalty that was computed but not used in the loss has no gradient.
        if (scale is not null)
        {
            gradient.addcmul_(direction, scale, Scalars.Of(factor));
        }
    }

    private static Tensor Of(ForwardContext context, Tensor direction, double factor)
    {
        var value = torch.dot(direction.view(-1), context.Weights.Values.view(-1));

        // Where second derivatives are wanted the penalty is a part of the graph like anything else.
        return context.Weights.IsTraced ? value : context.Add(new PenaltyTerm(value.detach(), direction.detach(), factor));
    }
}
