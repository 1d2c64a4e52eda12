using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypergradients.Problems;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// Reverse-mode differentiation of an unrolled training (Domke 2012; Maclaurin et al. 2015; truncated: Shaban et al. 2019):
/// gradient descent with heavy-ball momentum, v ← μv + ∂L_T/∂w and w ← w − αv, is run forwards, and its last K steps are
/// then differentiated backwards.
/// </summary>
/// <remarks>
/// Exact for the steps that it recorded, noise included: each step keeps the graph of its own gradient, and the reverse
/// pass takes one Hessian-vector and one mixed product from each. It costs K graphs of memory, and two to three times the
/// time of the K steps.
/// </remarks>
public sealed class Unrolled : IDisposable, IResumable
{
    private readonly List<TrainingGraph> steps = [];
    private readonly int window;
    private readonly double momentum;
    private double rate;
    private Tensor? velocity;

    /// <summary>Chooses what is differentiated.</summary>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="window">K, how many of the last steps are differentiated: at least 1.</param>
    public Unrolled(double momentum = 0, int window = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(momentum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        this.momentum = momentum;
        this.window = window;
    }

    /// <summary>Steps that a reverse pass would go back through.</summary>
    public int Recorded => steps.Count;

    /// <summary>
    /// Makes a number of steps and records the last K of them, in the caller's dispose scope: the reverse pass has to
    /// come before that ends. The velocity is kept between calls; the reverse pass takes it as given.
    /// </summary>
    /// <param name="problems">The problem of each step, by its index: the same one, or one for each minibatch.</param>
    /// <param name="weights">w, [P]; moved in place.</param>
    /// <param name="unconstrained">u, [n].</param>
    /// <param name="count">Number of steps, at least 1.</param>
    /// <param name="learningRate">α.</param>
    /// <returns>The training loss of the last step, a scalar.</returns>
    public Tensor Forward(Func<int, BilevelProblem> problems, Tensor weights, Tensor unconstrained, int count, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        steps.Clear();
        rate = learningRate;
        velocity ??= torch.zeros_like(weights).DetachFromDisposeScope();
        var loss = weights;
        for (var step = 0; step < count; step++)
        {
            // What is not recorded leaves no graph behind.
            if (step < count - window)
            {
                using var scope = torch.NewDisposeScope();
                Move(TrainingGraph.At(problems(step), weights, unconstrained).Gradient);
                continue;
            }

            var graph = TrainingGraph.At(problems(step), weights, unconstrained);
            Move(graph.Gradient);
            steps.Add(graph);
            loss = graph.Loss;
        }

        return loss;

        void Move(Tensor gradient)
        {
            velocity.mul_(Scalars.Of(momentum)).add_(gradient, Scalars.Of(1));
            weights.add_(velocity, Scalars.Of(-learningRate));
        }
    }

    /// <summary>The reverse pass, from the gradient of the validation loss at the last weights.</summary>
    /// <param name="gradient">∇L_V(w_T), [P].</param>
    /// <returns>The hypergradient through the recorded steps, [n]. The record stays for another gradient at the same weights.</returns>
    /// <exception cref="InvalidOperationException">No steps are recorded.</exception>
    public Tensor Backward(Tensor gradient)
    {
        if (steps.Count == 0)
        {
            throw new InvalidOperationException("No steps are recorded: each reverse pass needs a forward pass of its own.");
        }

        // Adjoints of w and v. Of w_{t+1} = w_t − αv_{t+1} and v_{t+1} = μv_t + g(w_t, u).
        var ofWeights = gradient.clone();
        var ofVelocity = torch.zeros_like(gradient);
        Tensor? hypergradient = null;
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            ofVelocity.add_(ofWeights, Scalars.Of(-rate));
            var (hessian, mixed) = steps[step].Times(ofVelocity);
            ofWeights.add_(hessian, Scalars.Of(1));
            ofVelocity.mul_(Scalars.Of(momentum));
            hypergradient = hypergradient is null ? mixed : hypergradient.add_(mixed, Scalars.Of(1));
        }

        return hypergradient!;
    }

    void IResumable.Save(StateWriter to) => to.Add("velocity", velocity);

    void IResumable.Restore(StateReader from) => velocity = from.OwnOrNone("velocity");

    /// <inheritdoc/>
    public void Dispose() => velocity?.Dispose();
}
