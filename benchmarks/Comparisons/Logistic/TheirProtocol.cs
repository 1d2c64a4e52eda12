using Hyper.Runtime.Hypergradients.Methods;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Hypergradients.Solvers;
using Hyper.Runtime.Training.Optimizers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Comparisons;

/// <summary>
/// The example's own way: each outer step trains a hundred steps from zero, the hypergradient moves the natural penalties by heavy-ball descent at rate
/// 1 with momentum 0.9, and what falls below 1e-8 is put there. Only the hypergradient is ours.
/// </summary>
internal static class TheirProtocol
{
    private const double OuterRate = 1, OuterMomentum = 0.9, Least = 1e-8;

    private static readonly UpdateRule rule = new(new UpdateNumbers(LogisticRuns.Rate));

    /// <summary>Through the last ten steps, backwards.</summary>
    public static double[] Unrolled(DataSplits data, int outerSteps)
    {
        using var estimator = new Unrolled(rule, LogisticRuns.Window);
        return Run(data, outerSteps, estimator, gradientAt: null);
    }

    /// <summary>By ten conjugate gradient steps.</summary>
    public static double[] Implicit(DataSplits data, int outerSteps)
    {
        using var forward = new Unrolled(rule, window: 1);
        using var estimator = new Implicit(new ConjugateGradients(LogisticRuns.Window));
        return Run(data, outerSteps, forward, (problem, weights, penalties) => estimator.At(problem, weights, penalties).Hypergradient);
    }

    // The validation loss before each outer step, and after the last.
    private static double[] Run(DataSplits data, int outerSteps, Unrolled forward, Func<BilevelProblem, Tensor, Tensor, Tensor>? gradientAt)
    {
        using var whole = NewDisposeScope();
        var (rows, labels) = (data.Training.Inputs, data.Training.Targets.view(-1));
        var (judged, answers) = (data.Validation.Inputs, data.Validation.Targets.view(-1));
        var problem = new DelegateProblem(
            (w, penalties) => binary_cross_entropy_with_logits(rows.mv(w), labels) + (0.5 * (penalties * w.square()).sum()),
            w => binary_cross_entropy_with_logits(judged.mv(w), answers));
        var penalties = ones(FeaturePenalties.Features);
        var velocity = zeros(FeaturePenalties.Features);
        var losses = new double[outerSteps + 1];
        for (var step = 0; step <= outerSteps; step++)
        {
            using var scope = NewDisposeScope();
            var weights = zeros(FeaturePenalties.Features);
            forward.Forward(_ => problem, weights, penalties, LogisticRuns.Inner);
            var (loss, gradient) = problem.ValidationGradient(weights);
            losses[step] = loss.item<float>();
            velocity.mul_(OuterMomentum).add_(gradientAt?.Invoke(problem, weights, penalties) ?? forward.Backward(gradient));
            penalties.sub_(velocity * OuterRate).clamp_(Least);
        }

        return losses;
    }
}
