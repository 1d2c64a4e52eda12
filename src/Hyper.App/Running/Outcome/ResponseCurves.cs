using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Running.Outcome;

/// <summary>What the response says of each scalar hyperparameter, the others at their tuned values.</summary>
internal static class ResponseCurves
{
    private const int Points = 41;

    // Each point is a pass over the validation split.
    private const int MostCurves = 32;

    // Unconstrained coordinates to either side, beyond the way that tuning went.
    private const double Margin = 1;
    private const double LeastReach = 2;

    /// <summary>The curves, by hyperparameter.</summary>
    /// <param name="result">A result with a response.</param>
    /// <param name="stop">Leaves out those that are not done.</param>
    public static Dictionary<string, ResponseCurve> Of(ITuningResult result, CancellationToken stop)
    {
        var curves = new Dictionary<string, ResponseCurve>();
        foreach (var info in result.Space.Hyperparameters.Where(info => info.Count == 1).Take(MostCurves))
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            var values = Values(info, result.NaturalValues[info.Offset], Points);
            curves[info.Name] = new ResponseCurve(values, [.. values.Select(value => LossAt(result, info, value))], result.NaturalValues[info.Offset], []);
        }

        return curves;
    }

    /// <summary>Trains at some points of each curve.</summary>
    /// <param name="curves">The curves; each gets its points.</param>
    /// <param name="count">Points a curve.</param>
    /// <param name="experiment">What is trained.</param>
    /// <param name="result">The tuned values of the others.</param>
    /// <param name="data">The rows.</param>
    /// <param name="settings">The numbers of the trainings.</param>
    /// <param name="tell">Receives a line for each training.</param>
    /// <param name="stop">Leaves out those that are not done.</param>
    public static async Task RetrainAsync(
        Dictionary<string, ResponseCurve> curves, int count, ExperimentEntry experiment, ITuningResult result, DataSplits data, ExperimentSettings settings, Action<string> tell, CancellationToken stop)
    {
        foreach (var info in result.Space.Hyperparameters.Where(info => curves.ContainsKey(info.Name)))
        {
            var points = new List<RetrainedPoint>();
            foreach (var value in Values(info, result.NaturalValues[info.Offset], count))
            {
                try
                {
                    stop.ThrowIfCancellationRequested();
                    using var trained = await experiment.TrainAtAsync(With(result, info, value), data, settings, null, stop).ConfigureAwait(false);
                    points.Add(new RetrainedPoint(value, trained.ValidationLoss));
                    tell(FormattableString.Invariant($"retrained at {info.Name} {value:G4}: validation loss {trained.ValidationLoss:F4}"));
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    curves[info.Name] = curves[info.Name] with { Retrained = points };
                    return;
                }
                catch (DivergedException)
                {
                    // There is no loss at it.
                }
            }

            curves[info.Name] = curves[info.Name] with { Retrained = points };
        }
    }

    /// <summary>Natural values about the tuned one, which is among them where their number is odd; ascending.</summary>
    internal static IReadOnlyList<double> Values(HyperparameterInfo info, double tuned, int count)
    {
        var centre = info.Transform.ToUnconstrained(tuned);
        var reach = Math.Max(LeastReach, Math.Abs(centre - info.Transform.ToUnconstrained(info.Initial)) + Margin);
        var values = new SortedSet<double>();
        for (var i = 0; i < count; i++)
        {
            var share = count == 1 ? 0 : (2.0 * i / (count - 1)) - 1;
            values.Add(share == 0 ? tuned : info.ToNatural(info.Transform.WithinReach(centre + (share * reach))));
        }

        return [.. values];
    }

    private static double? LossAt(ITuningResult result, HyperparameterInfo info, double value)
    {
        try
        {
            var loss = result.ValidationLossAt(With(result, info, value));
            return double.IsFinite(loss) ? loss : null;
        }
        catch (HyperDslException)
        {
            // So far out that the value is no longer between its bounds.
            return null;
        }
    }

    private static double[] With(ITuningResult result, HyperparameterInfo info, double value)
    {
        double[] natural = [.. result.NaturalValues];
        natural[info.Offset] = value;
        return natural;
    }
}
