using Hyper.App.Carrying;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.App.Running.Outcome;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Search.Journal;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hyper.App.Running;

/// <summary>A run or a search from its order to its folder.</summary>
/// <param name="options">What the program gives.</param>
/// <param name="order">What is wanted.</param>
/// <param name="console">Where it writes.</param>
/// <param name="interruption">The wish to stop.</param>
/// <param name="quiet">Whether nothing is shown while it runs.</param>
internal sealed class RunOperation(HyperAppOptions options, RunOrder order, AppConsole console, Interruption interruption, bool quiet)
{
    private readonly ILogger log = options.Logger ?? NullLogger.Instance;
    private readonly ExperimentSettings settings = SpecifiedRun.SettingsOf(order.Experiment, order.Specification);
    private readonly IReadOnlyList<double>? start = SpecifiedRun.StartOf(order.Experiment, order.Specification);

    /// <summary>Runs.</summary>
    /// <returns>The record as it stands in the folder, and the folder.</returns>
    /// <exception cref="HyperDslException">It did not come to an end; where a run had begun, its folder says why.</exception>
    public async Task<(RunRecord Record, string Folder)> RunAsync()
    {
        // What can fail is found out before the rows are read: a minute's work must not end at a missing directory.
        using var folder = order.Folder is { } named ? RunFolder.Open(named, order.Resume) : RunFolder.Create(order.Experiment.Name, options.Clock.GetUtcNow());
        RunRecord record;
        DataSplits data;
        try
        {
            var earlier = folder.IsNew ? null : Earlier(folder);
            NativeBackend.EnsureLoaded();
            data = options.Data(new DataRequest { Experiment = order.Experiment, Source = order.Specification.Data, Seed = settings.Seed, Settings = settings });
            record = RunBeginning.Of(order, settings, start, data, earlier?.Started ?? options.Clock.GetUtcNow());
            SpecifiedTrial.RequireRows(record.Data.Fingerprint!, order.Specification.Rows, order.Specification.Data);
        }
        catch
        {
            folder.RemoveIfEmpty();
            throw;
        }

        using (data)
        {
            try
            {
                RecordFile.Write(folder.PathOf(RunFiles.Configuration), SpecifiedRun.Of(order.Experiment, settings, order.Specification));
                Write(folder, record);
                RunLog.Begins(log, record.Experiment, record.Seed, folder.Path);
                record = await RunAsync(folder, record, data).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (interruption.Stop.IsCancellationRequested)
            {
                record = RunBeginning.Ended(record with { Status = RunStatus.Interrupted }, options.Clock);
                Write(folder, record);
            }
            catch (Exception problem)
            {
                RunLog.Fails(log, record.Experiment, problem);
                Fail(folder, record, problem);
                KeepStudy(folder);
                throw;
            }

            if (KeepStudy(folder) is { } missing)
            {
                record = record with { Warnings = [.. record.Warnings, missing] };
                Write(folder, record);
            }
        }

        foreach (var warning in record.Warnings)
        {
            RunLog.Warns(log, record.Experiment, warning);
        }

        RunLog.Ends(log, record.Experiment, record.Status, record.ValidationLoss);
        return (record, folder.Path);
    }

    private async Task<RunRecord> RunAsync(RunFolder folder, RunRecord record, DataSplits data)
    {
        var experiment = order.Experiment;
        var display = console.Display(Title(folder), experiment.IsSearch ? "trial" : "step", experiment.Space, quiet);
        using var told = console.Terminal is null ? default : interruption.Stop.Register(() => display.Note(Interruption.Stopping));
        using var activity = RunMeter.Start(experiment.Name, settings.Seed);
        var meter = RunMeter.Of(experiment.Name);
        using var history = HistoryFile.Open(folder.PathOf(RunFiles.History));
        var progress = new Reports(report =>
        {
            history.Append(HistoryLines.Of(report));
            meter(report);
            display.Report(report);
        });
        await using var carriage = await order.Carry(
            new CarriageOrder
            {
                Experiment = experiment,
                Data = order.Specification.Data,
                Rows = record.Data.Fingerprint!,
                Requires = order.Specification.Requires,
                Clock = options.Clock,
                Logger = options.Logger,
            },
            interruption.Stop).ConfigureAwait(false);
        var request = new RunRequest(data, settings)
        {
            Start = start,
            Progress = progress,
            Stop = interruption.Stop,

            // A search has one way to end early, with the trials that have ended: a first signal asks for it.
            Cancellation = experiment.IsSearch ? interruption.Stop : interruption.Cancellation,
            Checkpoints = experiment.IsSearch ? null : new CheckpointFolder(folder.PathOf(RunFiles.Checkpoints)) { Every = order.Every },
            Trials = carriage?.Trials,
            Journal = experiment.IsSearch ? new SearchJournal(folder.PathOf(RunFiles.Trials)) : null,
        };
        return await display.WhileAsync(async () =>
        {
            using var result = await experiment.RunAsync(request).ConfigureAwait(false);

            // A second signal may have come while the step that the first one waited for was under way.
            interruption.Cancellation.ThrowIfCancellationRequested();
            display.Note("measuring");
            var measured = RunOutcome.Measured(record, result, data);
            measured = measured with { Warnings = [.. measured.Warnings, .. RunOutcome.Write(folder, result), .. history.Warning is { } warning ? [warning] : Array.Empty<string>()] };
            RecordFile.Write(folder.PathOf(RunFiles.Evaluation), Evaluations.Of(result.Model, data));
            if (result.HasResponse)
            {
                var curves = ResponseCurves.Of(result, interruption.Cancellation);
                await ResponseCurves.RetrainAsync(curves, order.Specification.Retrain, experiment, result, data, settings, display.Note, interruption.Stop).ConfigureAwait(false);
                RecordFile.Write(folder.PathOf(RunFiles.Responses), curves);
            }

            measured = RunBeginning.Ended(
                measured with { Status = StatusOf(result.Ending), Failure = result.Ending == RunEnding.Failed ? result.Warnings.LastOrDefault() : null }, options.Clock);
            Write(folder, measured);
            return measured;
        }).ConfigureAwait(false);
    }

    /// <summary>What a run's end makes of it.</summary>
    internal static RunStatus StatusOf(RunEnding ending) => ending switch
    {
        RunEnding.Stopped or RunEnding.Cancelled or RunEnding.Paused => RunStatus.Stopped,
        RunEnding.Failed => RunStatus.Failed,
        _ => RunStatus.Finished,
    };

    /// <summary>The record of the run that goes on.</summary>
    private RunRecord Earlier(RunFolder folder)
    {
        var earlier = RecordFile.Read<RunRecord>(folder.PathOf(RunFiles.Run), RunRecord.CurrentVersion);
        return earlier.Experiment == order.Experiment.Name
            ? earlier
            : throw new HyperDslException($"The run folder '{folder.Path}' has a run of {earlier.Experiment}, and {order.Experiment.Name} was asked for. Give each a folder of its own.");
    }

    // However a search ends, its trials are there, and can be looked at.
    private string? KeepStudy(RunFolder folder) => order.Experiment.IsSearch ? SearchStudy.Write(folder, order.Experiment.Space) : null;

    private void Fail(RunFolder folder, RunRecord record, Exception problem)
    {
        try
        {
            Write(folder, RunBeginning.Failed(record, problem, options.Clock));
        }
        catch (HyperDslException)
        {
            // What ended the run may well be that nothing can be written; the first word of it is what is told.
        }
    }

    private static void Write(RunFolder folder, RunRecord record) => RecordFile.Write(folder.PathOf(RunFiles.Run), record);

    private string Title(RunFolder folder) => $"{order.Specification.Name ?? order.Experiment.Name[(order.Experiment.Name.LastIndexOf('.') + 1)..]} in {folder.Path}";
}
