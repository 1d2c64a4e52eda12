using Hyper.Dsl;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>Joint training with the Curvature family: the inner half-step trains a at û, the outer one follows −gᵀĤ⁻¹·∂²L_T/∂w∂u.</summary>
/// <typeparam name="TModel">The annotated class.</typeparam>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
public abstract class CurvatureRun<TModel, TTrained, THyperparameters> : HypergradientRun<TModel, TTrained, THyperparameters>
    where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private bool known;

    /// <summary>Allocates the weights.</summary>
    /// <param name="splits">Training and validation rows; a copy is moved to the run's device.</param>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="optimizer">The rule that moves the weights.</param>
    /// <param name="hyperRule">The rule that moves the hyperparameters.</param>
    /// <exception cref="HyperDslException">A setting is out of range, the device cannot be had, or the data are unusable.</exception>
    protected CurvatureRun(DataSplits splits, ExperimentSettings settings, OptimizerKind optimizer, OptimizerKind hyperRule)
        : base(splits, settings, optimizer, hyperRule)
    {
    }

    /// <summary>Ĥ.</summary>
    protected abstract CurvatureEstimate Curvature { get; }

    /// <summary>The hypergradient of the response at û: q = Ĥ⁻¹·∇L_V, then −qᵀ·∂²L_T/∂w∂u.</summary>
    /// <param name="problem">Both losses on the step's minibatches.</param>
    protected HypergradientEstimate HypergradientOfResponse(ModelProblem problem)
    {
        Curvature.Refresh(problem, Weights, Current);
        known = true;
        var (loss, gradient) = problem.ValidationGradient(Weights);
        var graph = TrainingGraph.At(problem, Weights, Current);
        return new HypergradientEstimate(graph.MixedTimes(Curvature.Solve(gradient)).neg_(), loss, graph.Loss);
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("known", known ? 1L : 0);
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        known = from.Whole("known") != 0;
    }

    private protected override IResponse CreateResponse()
    {
        using var scope = torch.NewDisposeScope();
        var batch = TrainingRows.Next();
        var kept = new Minibatch(batch.Inputs.Each(0, static (input, _) => Kept(input)), Kept(batch.Targets), Kept(batch.Examples));
        var unconstrained = Kept(Current);
        var problem = new ModelProblem(TModel.Create(), TModel.Weights, unconstrained, kept, null);
        return new CurvatureResponse(Trained.Values, known ? Curvature.Clone() : null, problem, unconstrained);

        static Tensor Kept(Tensor tensor) => tensor.clone().DetachFromDisposeScope();
    }
}
