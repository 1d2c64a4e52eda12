using Hyper.Runtime.Layers.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Training.Batches;

namespace Hyper.Runtime.Training.Models;

/// <summary>A model's forward method and one of its losses, as one pass over a minibatch.</summary>
internal static class ModelPasses
{
    /// <summary>L_T(w, u), a scalar.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    public static Tensor TrainingPass(this IHyperModel model, WeightSource weights, Tensor unconstrained, Minibatch batch) => Take(model, weights, unconstrained, batch, Trace);

    /// <summary>L_V(w), a scalar.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="inputs">[rows, …], one for each parameter of the forward method.</param>
    /// <param name="targets">The rows' targets.</param>
    public static Tensor ValidationPass(this IHyperModel model, WeightSource weights, Tensor unconstrained, ModelInputs inputs, Tensor targets)
    {
        var batch = new Minibatch(inputs, targets, targets);
        return Take(model, weights, unconstrained, batch, TraceValidation);
    }

    /// <summary>L_T(w, u), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n].</param>
    /// <param name="batch">Rows of the training split.</param>
    public static Tensor TrainingGradient(this IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Minibatch batch)
    {
        if (AreCompiled(model, weights, batch.Rows))
        {
            return Take(model, weights, unconstrained, batch, TakeCompiled);
        }

        var loss = model.TrainingPass(weights, unconstrained, batch);
        model.Context.Backward(loss);
        return loss;
    }

    /// <summary>L_V(w), a scalar without a graph, whose gradient it leaves with the weights.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="unconstrained">u, [S, n]: what the forward method sees of the hyperparameters in evaluation.</param>
    /// <param name="batch">Rows of the validation split.</param>
    public static Tensor ValidationGradient(this IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Minibatch batch)
    {
        if (AreCompiled(model, weights, batch.Rows))
        {
            return Take(model, weights, unconstrained, batch, TakeCompiledValidation);
        }

        var loss = model.ValidationPass(weights, unconstrained, batch.Inputs, batch.Targets);
        model.Context.Backward(loss);
        return loss;
    }

    /// <summary>Whether the passes go without autograd. Who watches the layers wants the graph as well.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="weights">w, of S samples.</param>
    /// <param name="rows">Rows of the batch.</param>
    public static bool AreCompiled(IHyperModel model, ElementaryWeights weights, long rows) =>
        model is ICompiledPasses && model.Context is { UsesAutograd: false, Observer: null } && RowGroups.AreEven(rows, weights.Samples);

    private static Tensor Take<TWeights>(IHyperModel model, TWeights weights, Tensor unconstrained, Minibatch batch, Func<IHyperModel, TWeights, Tensor, Minibatch, Tensor> pass) =>
        PassNet.IsNeeded ? InNet(model, weights, unconstrained, batch, pass) : pass(model, weights, unconstrained, batch);

    // A method of its own: where there is no net nothing is allocated for one.
    private static Tensor InNet<TWeights>(IHyperModel model, TWeights weights, Tensor unconstrained, Minibatch batch, Func<IHyperModel, TWeights, Tensor, Minibatch, Tensor> pass) =>
        PassNet.Take(model.Context, (batch.Inputs, batch.Targets), () => pass(model, weights, unconstrained, batch));

    private static Tensor Trace(IHyperModel model, WeightSource weights, Tensor unconstrained, Minibatch batch)
    {
        model.Context.Begin(weights, unconstrained, batch.Rows, training: true, batch.Examples);
        return model.TrainingLoss(model.Forward(batch.Inputs), batch.Targets);
    }

    private static Tensor TraceValidation(IHyperModel model, WeightSource weights, Tensor unconstrained, Minibatch batch)
    {
        model.Context.Begin(weights, unconstrained, batch.Rows, training: false);
        return model.ValidationLoss(model.Forward(batch.Inputs), batch.Targets);
    }

    private static Tensor TakeCompiled(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Minibatch batch)
    {
        model.Context.Begin(weights, unconstrained, batch.Rows, training: true, batch.Examples);
        using var untraced = torch.no_grad();
        return ((ICompiledPasses)model).TrainingPass(batch.Inputs, batch.Targets);
    }

    private static Tensor TakeCompiledValidation(IHyperModel model, ElementaryWeights weights, Tensor unconstrained, Minibatch batch)
    {
        model.Context.Begin(weights, unconstrained, batch.Rows, training: false);
        using var untraced = torch.no_grad();
        return ((ICompiledPasses)model).ValidationPass(batch.Inputs, batch.Targets);
    }
}
