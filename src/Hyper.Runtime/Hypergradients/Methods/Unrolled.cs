using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Training.Optimizers;

namespace Hyper.Runtime.Hypergradients.Methods;

/// <summary>
/// Reverse-mode differentiation of an unrolled training (Domke 2012; Maclaurin et al. 2015; truncated: Shaban et al. 2019):
/// gradient descent, v ← μv + ∂L_T/∂w and w ← w − α(v + λw), is run forwards, and its last K steps are then differentiated backwards: with
/// respect to what the training loss reads, and to those of α, μ and λ that are hyperparameters.
/// </summary>
/// <remarks>
/// Exact for the steps that it recorded, noise included: each step keeps the graph of its own gradient, and the reverse
/// pass takes one Hessian-vector and one mixed product from each. The velocity at the start of the window is taken as given. It costs K graphs of memory, and two to three times the
/// time of the K steps.
/// </remarks>
public sealed class Unrolled : IDisposable, IResumable
{
    private readonly List<RecordedUpdate> steps = [];
    private readonly UpdateRule rule;
    private readonly int window;
    private double[] point = [];
    private double factor;

    /// <summary>Chooses what is differentiated.</summary>
    /// <param name="rule">Where the numbers of a step come from.</param>
    /// <param name="window">K, how many of the last steps are differentiated: at least 1.</param>
    public Unrolled(UpdateRule rule, int window = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        this.rule = rule;
        this.window = window;
    }

    /// <summary>Steps that a reverse pass would go back through.</summary>
    public int Recorded => steps.Count;

    /// <summary>What moves the weights, with its velocity, which is kept between calls.</summary>
    public Descent Descent { get; } = new();

    /// <summary>
    /// Makes a number of steps and records the last K of them, in the caller's dispose scope: the reverse pass has to
    /// come before that ends.
    /// </summary>
    /// <param name="problems">The problem of each step, by its index: the same one, or one for each minibatch.</param>
    /// <param name="weights">w, [P]; moved in place.</param>
    /// <param name="unconstrained">u, [n].</param>
    /// <param name="count">Number of steps, at least 1.</param>
    /// <param name="rateFactor">A factor on the learning rate.</param>
    /// <returns>The training loss of the last step, a scalar.</returns>
    public Tensor Forward(Func<int, BilevelProblem> problems, Tensor weights, Tensor unconstrained, int count, double rateFactor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        steps.Clear();
        point = rule.Read(unconstrained);
        factor = rateFactor;
        var numbers = rule.At(point, factor);
        var loss = weights;
        for (var step = 0; step < count; step++)
        {
            // What is not recorded leaves no graph behind.
            if (step < count - window)
            {
                using var scope = torch.NewDisposeScope();
                Descent.Step(weights, TrainingGraph.At(problems(step), weights, unconstrained).Gradient, numbers);
                continue;
            }

            var update = RecordedUpdate.Make(problems(step), weights, unconstrained, Descent, numbers, rule.IsTuned);
            steps.Add(update);
            loss = update.Loss;
        }

        return loss;
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

        // Adjoints of w and v.
        var ofWeights = gradient.clone();
        var ofVelocity = torch.zeros_like(gradient);
        var hypergradient = new UpdateGradient(rule, point, factor);
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            steps[step].Back(ofWeights, ofVelocity, hypergradient);
        }

        return hypergradient.Total;
    }

    void IResumable.Save(StateWriter to) => to.Add("descent", Descent);

    void IResumable.Restore(StateReader from) => from.Read("descent", Descent);

    /// <inheritdoc/>
    public void Dispose() => Descent.Dispose();
}
