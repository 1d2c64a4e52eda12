using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Training;

/// <summary>A model's forward method and one of its losses, as one pass over a minibatch.</summary>
internal static class ModelPasses
{
    /// <summary>L_T(w, u), a scalar.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    public static Tensor TrainingPass(this IHyperModel model, WeightSource weights, Tensor unconstrained, Minibatch batch)
    {
        model.Context.Begin(weights, unconstrained, batch.Rows, training: true, batch.Examples);
        return model.TrainingLoss(model.Forward(batch.Inputs), batch.Targets);
    }

    /// <summary>L_V(w), a scalar.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="inputs">[rows, …].</param>
    /// <param name="targets">The rows' targets.</param>
    public static Tensor ValidationPass(this IHyperModel model, WeightSource weights, Tensor unconstrained, Tensor inputs, Tensor targets)
    {
        model.Context.Begin(weights, unconstrained, inputs.shape[0], training: false);
        return model.ValidationLoss(model.Forward(inputs), targets);
    }
}
