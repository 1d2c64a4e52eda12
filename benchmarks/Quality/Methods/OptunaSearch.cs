using Hyper.Runtime;

namespace Hyper.Quality;

/// <summary>
/// Optuna's TPE with its median pruner, driving the same trainings: values go through unconstrained coordinates, and a normal prior becomes
/// the interval of three deviations to each side.
/// </summary>
internal sealed class OptunaSearch(Attempt attempt, int trials)
{
    private const double Deviations = 3;

    private readonly List<string> warnings = [];
    private Outcome? best;
    private long steps;
    private int failed;

    public async Task<Outcome> RunAsync()
    {
        using var study = OptunaStudy.Start(attempt.Seed, [.. attempt.Subject.Space.Hyperparameters.SelectMany(info => Enumerable.Repeat(Range(info), info.Count))]);
        for (var trial = 0; trial < trials; trial++)
        {
            await TrialAsync(study);
        }

        ProcessorClock.Add(study.End());
        if (failed > 0)
        {
            warnings.Add($"{failed} of {trials} trials failed.");
        }

        return best is null
            ? throw new HyperDslException($"All {trials} trials of Optuna's study failed or were pruned.")
            : best with { Steps = steps, Ending = RunEnding.Completed, Warnings = [.. best.Warnings, .. warnings] };
    }

    private async Task TrialAsync(OptunaStudy study)
    {
        var natural = attempt.Subject.Space.ToNatural(study.Ask());
        using var pruning = new CancellationTokenSource();
        var reports = new Reports(study, pruning);
        try
        {
            var outcome = await attempt.Subject.TrainAsync(natural, attempt.Data, attempt.Training, reports, pruning.Token);
            steps += outcome.Steps;
            if (double.IsFinite(outcome.Validation))
            {
                study.Tell(outcome.Validation);
                best = best is null || outcome.Validation < best.Validation ? outcome : best;
                return;
            }
        }
        catch (OperationCanceledException) when (reports.IsPruned)
        {
            steps += reports.Steps;
            study.TellPruned();
            return;
        }
        catch (DivergedException)
        {
            steps += reports.Steps;
        }

        failed++;
        study.TellFailed();
    }

    private static (double Low, double High) Range(HyperparameterInfo info)
    {
        var (prior, middle) = (info.Prior, info.Transform.ToUnconstrained(info.Initial));
        return prior.Kind == Prior.Normal
            ? (middle - (Deviations * prior.Deviation), middle + (Deviations * prior.Deviation))
            : (info.Transform.ToUnconstrained(prior.Min), info.Transform.ToUnconstrained(prior.Max));
    }

    /// <summary>Tells the study each validation loss, on the training's thread, and ends the training where the study wants no more of it.</summary>
    private sealed class Reports(OptunaStudy study, CancellationTokenSource pruning) : IProgress<TuningProgress>
    {
        public bool IsPruned { get; private set; }

        public int Steps { get; private set; }

        public void Report(TuningProgress value)
        {
            Steps = value.Step;
            if (!IsPruned && value.SplitLoss is { } loss && study.Prunes(value.Step, loss))
            {
                IsPruned = true;
                pruning.Cancel();
            }
        }
    }
}
