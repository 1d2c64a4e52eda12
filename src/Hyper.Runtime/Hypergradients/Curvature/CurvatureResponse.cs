using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// The Curvature family: w = a − Ĥ⁻¹·∂²L_T/∂w∂u·z, a response whose Jacobian is not learned. Ĥ is tracked curvature of the
/// training loss; the mixed derivative is taken on a minibatch by automatic differentiation.
/// </summary>
/// <remarks>Centered: z is the displacement from û, where the answer is a, the weights that were trained there.</remarks>
public sealed class CurvatureResponse : IResponse
{
    private readonly CurvatureEstimate? curvature;
    private readonly ModelProblem problem;
    private readonly Tensor unconstrained;

    /// <summary>What a run leaves.</summary>
    /// <param name="weights">a, [1, P]; copied.</param>
    /// <param name="curvature">Ĥ; taken over. Null where the run ended before there was one.</param>
    /// <param name="problem">The training loss on rows that this takes over, of a model instance that it takes over.</param>
    /// <param name="unconstrained">û, [n]; taken over.</param>
    internal CurvatureResponse(Tensor weights, CurvatureEstimate? curvature, ModelProblem problem, Tensor unconstrained)
    {
        Parameters = new FlatParameters(weights.NumberOfElements, weights.dtype, weights.device);
        using var flat = weights.view(-1);
        Parameters.Values.copy_(flat);
        this.curvature = curvature;
        this.problem = problem;
        this.unconstrained = unconstrained;
    }

    /// <inheritdoc/>
    public FlatParameters Parameters { get; }

    /// <inheritdoc/>
    public string? NotSavedBecause =>
        "A Curvature response answers by derivatives of the training loss on rows that it keeps, and files hold no data. Save the tuned model instead (result.Model.Save), or tune with a family that learns its response.";

    /// <inheritdoc/>
    /// <exception cref="HyperDslException">z is not zero, and no curvature is known.</exception>
    public Tensor Respond(Tensor z, Tensor weights)
    {
        weights.copy_(Parameters.Values);
        using var scope = torch.NewDisposeScope();
        for (var sample = 0; sample < z.shape[0]; sample++)
        {
            var displacement = z[sample];
            if (displacement.abs().max().to(ScalarType.Float64).item<double>() > 0)
            {
                weights[sample].sub_(OnGraph((known, graph) => known.Solve(graph.GradientAlong(displacement))));
            }
        }

        return z;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: the Jacobian has no parameters to train.</exception>
    public void PullBack(Tensor z, Tensor hidden, Tensor gradient) =>
        throw new InvalidOperationException("A Curvature response has no learned Jacobian; its run trains the weights at û themselves.");

    /// <inheritdoc/>
    /// <exception cref="HyperDslException">No curvature is known.</exception>
    public void PullBackToHyperparameters(Tensor hidden, Tensor gradient, Tensor hypergradient)
    {
        using var scope = torch.NewDisposeScope();
        for (var sample = 0; sample < gradient.shape[0]; sample++)
        {
            hypergradient[sample].copy_(OnGraph((known, graph) => graph.MixedTimes(known.Solve(gradient[sample])).neg_()));
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nothing to do: a is trained at û wherever that goes.</remarks>
    public void Recenter(Tensor step)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        curvature?.Dispose();
        unconstrained.Dispose();
        problem.Model.Context.Dispose();
        problem.Training.Inputs.Dispose();
        problem.Training.Targets.Dispose();
        problem.Training.Examples.Dispose();
    }

    // With the same draws each time: a noisy training loss would otherwise give another answer to each question.
    private Tensor OnGraph(Func<CurvatureEstimate, TrainingGraph, Tensor> answer) => curvature is { } known
        ? LibraryNoise.Same(problem.Model, () => answer(known, TrainingGraph.At(problem, Parameters.Values, unconstrained)), static (one, other) => one.eq(other).all().item<bool>())
        : throw new HyperDslException("This Curvature response knows no curvature yet: the run ended before its first outer step, so it answers for its own hyperparameters alone.");
}
