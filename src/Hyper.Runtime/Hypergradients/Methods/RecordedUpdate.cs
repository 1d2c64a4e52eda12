using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Training.Optimizers;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// One update of the weights with what its derivatives need: v' = μv + g(w, u) and w' = w − α(v' + λw). In the dispose scope in which it was made.
/// </summary>
internal sealed class RecordedUpdate
{
    private readonly TrainingGraph graph;
    private readonly UpdateNumbers numbers;
    private readonly Tensor? velocity;

    private RecordedUpdate(TrainingGraph graph, UpdateNumbers numbers, Tensor? velocity)
    {
        this.graph = graph;
        this.numbers = numbers;
        this.velocity = velocity;
    }

    /// <summary>L_T(w, u), before the update; a scalar.</summary>
    public Tensor Loss => graph.Loss;

    /// <summary>Makes the update.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">w, [P]; moved in place.</param>
    /// <param name="unconstrained">u, [n].</param>
    /// <param name="descent">What moves them, with v.</param>
    /// <param name="numbers">α, μ and λ.</param>
    /// <param name="isTuned">Whether any of the numbers is a hyperparameter: then v is kept, too.</param>
    public static RecordedUpdate Make(BilevelProblem problem, Tensor weights, Tensor unconstrained, Descent descent, UpdateNumbers numbers, bool isTuned)
    {
        var graph = TrainingGraph.At(problem, weights, unconstrained);
        var velocity = isTuned ? descent.VelocityOf(weights).clone() : null;
        descent.Step(weights, graph.Gradient, numbers);
        return new RecordedUpdate(graph, numbers, velocity);
    }

    /// <summary>Takes the adjoints of w' and v' back to those of w and v.</summary>
    /// <param name="ofWeights">[P]; in place.</param>
    /// <param name="ofVelocity">[P]; in place.</param>
    /// <param name="gradient">Takes what the update owes to hyperparameters.</param>
    public void Back(Tensor ofWeights, Tensor ofVelocity, UpdateGradient gradient)
    {
        ofVelocity.add_(ofWeights, Scalars.Of(-numbers.Rate));
        var (hessian, mixed) = graph.Times(ofVelocity);
        gradient.AddMixed(mixed);
        AddNumbers(ofWeights, ofVelocity, gradient);
        if (numbers.Decay != 0)
        {
            ofWeights.mul_(Scalars.Of(1 - (numbers.Rate * numbers.Decay)));
        }

        ofWeights.add_(hessian, Scalars.Of(1));
        ofVelocity.mul_(Scalars.Of(numbers.Momentum));
    }

    /// <summary>Takes an adjoint of w' back to one of w, with v held: q ← q − α(H + λI)q.</summary>
    /// <param name="ofWeights">q, [P]; in place.</param>
    public void BackToWeights(Tensor ofWeights)
    {
        using var scope = torch.NewDisposeScope();
        var hessian = graph.HessianTimes(ofWeights);
        if (numbers.Decay != 0)
        {
            ofWeights.mul_(Scalars.Of(1 - (numbers.Rate * numbers.Decay)));
        }

        ofWeights.add_(hessian, Scalars.Of(-numbers.Rate));
    }

    /// <summary>What the update owes to hyperparameters, by an adjoint of w', with v held.</summary>
    /// <param name="ofWeights">[P].</param>
    /// <param name="gradient">Takes it.</param>
    public void BackToHyperparameters(Tensor ofWeights, UpdateGradient gradient)
    {
        var ofVelocity = ofWeights * Scalars.Of(-numbers.Rate);
        gradient.AddMixed(graph.MixedTimes(ofVelocity));
        AddNumbers(ofWeights, ofVelocity, gradient);
    }

    // By ∂w'/∂α = −(v' + λw), ∂v'/∂μ = v and ∂w'/∂λ = −αw.
    private void AddNumbers(Tensor ofWeights, Tensor ofVelocity, UpdateGradient gradient)
    {
        if (velocity is null)
        {
            return;
        }

        var step = velocity.mul(Scalars.Of(numbers.Momentum)).add_(graph.Gradient, Scalars.Of(1)).add_(graph.Weights, Scalars.Of(numbers.Decay));
        gradient.AddNumbers(
            ofWeights.dot(step).neg_(),
            ofVelocity.dot(velocity),
            ofWeights.dot(graph.Weights).mul_(Scalars.Of(-numbers.Rate)));
    }
}
