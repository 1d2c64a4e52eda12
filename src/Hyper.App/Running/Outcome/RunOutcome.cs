using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Files;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Results;
using TorchSharp;

namespace Hyper.App.Running.Outcome;

/// <summary>What a run leaves: models, hyperparameters, the way that they went, answers.</summary>
internal static class RunOutcome
{
    /// <summary>The run's record with all that came out.</summary>
    public static RunRecord Measured(RunRecord record, ITuningResult result, DataSplits data)
    {
        var metrics = data.Test is null ? result.Metrics : result.Model.Metrics(data.Test);
        return record with
        {
            ValidationLoss = Finite(result.ValidationLoss),
            TestLoss = data.Test is null ? null : Finite(result.Model.ValidationLoss(data.Test)),
            Metrics = metrics.Where(metric => double.IsFinite(metric.Value)).ToDictionary(metric => metric.Key, metric => metric.Value),
            BestStep = result.BestStep,
            Ending = result.Ending.ToString(),
            Seconds = result.Elapsed.TotalSeconds,
            Warnings = [.. record.Warnings, .. result.Warnings],
        };
    }

    /// <summary>The record of a refit with all that came out. No row is left to validate on: the validation loss is that of the training on training rows alone.</summary>
    public static RunRecord Measured(RunRecord record, IRefitResult result, DataSplits data) => record with
    {
        Status = RunStatus.Finished,
        ValidationLoss = Finite(result.RetrainedLoss),
        TestLoss = data.Test is null ? null : Finite(result.Model.ValidationLoss(data.Test)),
        Metrics = data.Test is null ? new Dictionary<string, double>() : result.Model.Metrics(data.Test).Where(metric => double.IsFinite(metric.Value)).ToDictionary(metric => metric.Key, metric => metric.Value),
        BestStep = result.Steps,
        Seconds = result.Elapsed.TotalSeconds,
        Warnings = [.. record.Warnings, .. result.Warnings],
    };

    /// <summary>Writes models, hyperparameters and trajectory.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="result">The result.</param>
    /// <returns>What could not be had, a sentence each.</returns>
    /// <exception cref="HyperDslException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(RunFolder folder, ITuningResult result)
    {
        var warnings = new List<string>();
        result.Model.Save(folder.PathOf(RunFiles.Model));
        if (result.Refit is not null)
        {
            result.Final.Save(folder.PathOf(RunFiles.Final));
        }

        RecordFile.Write(folder.PathOf(RunFiles.Hyperparameters), Hyperparameters(result.Space, result.NaturalValues));
        if (result.Trajectory is { } trajectory)
        {
            Write(folder.PathOf(RunFiles.Trajectory), trajectory, result.Space.Count);
        }

        if (result.HasResponse)
        {
            // Some responses say that they cannot be saved, and why; a disk that is full has spoken by now.
            try
            {
                result.SaveResponse(folder.PathOf(RunFiles.Response));
            }
            catch (HyperDslException problem)
            {
                warnings.Add($"The response is not in the folder: {problem.Message}");
            }
        }

        return warnings;
    }

    /// <summary>The hyperparameters with their values.</summary>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="natural">n natural values.</param>
    public static IReadOnlyDictionary<string, HyperparameterRecord> Hyperparameters(HyperparameterSpace space, IReadOnlyList<double> natural) => space.Hyperparameters.ToDictionary(
        info => info.Name,
        info => new HyperparameterRecord(
            info.Transform.Scale.ToString(), info.Granularity.ToString(), Finite(info.Transform.Min), Finite(info.Transform.Max), info.Initial, [.. natural.Skip(info.Offset).Take(info.Count)]));

    private static void Write(string path, Trajectory trajectory, int count)
    {
        using var steps = torch.tensor(trajectory.Steps.Select(step => (long)step).ToArray());
        using var points = torch.tensor(trajectory.Points.SelectMany(point => point).ToArray()).reshape(-1, count);
        AtomicFile.Write(path, stream => TensorFileWriter.Write(
            stream, new Dictionary<string, string> { ["format"] = "hyperdsl.trajectory", ["format_version"] = "1" }, [("steps", steps), ("unconstrained", points)]));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
