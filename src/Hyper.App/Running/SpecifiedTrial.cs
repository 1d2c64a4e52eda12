using Hyper.App.Records;
using Hyper.App.Records.Units;
using Hyper.App.Running.Outcome;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Running;

/// <summary>A specification in, a record out: a trial of a search, or a run, a fold or a refit without a folder.</summary>
/// <param name="options">What the program gives.</param>
/// <param name="source">The rows, where the command line names them.</param>
/// <param name="progress">Receives reports of a run, a fold or a refit; null for none.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class SpecifiedTrial(HyperAppOptions options, string? source, IProgress<TuningProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Runs a trial of a search.</summary>
    /// <exception cref="HyperDslException">It is none of this program's, no trial could work with its settings or rows, or the rows are not those that it was planned for.</exception>
    public async Task<TrialRecord> RunAsync(TrialSpecification specification, UnitTerms terms)
    {
        var experiment = ExperimentCatalog.Find(specification.Experiment);
        var trial = experiment.TrialAsync ?? throw new HyperDslException($"{experiment.Name} is no search, and has no trials: give it the specification of a run, without 'hyperparameters'.");
        RequireWritable(specification.Model);
        var from = source ?? terms.Data;
        using var data = Load(new DataRequest { Experiment = experiment, Source = from, Seed = specification.Settings.Seed, Settings = specification.Settings });
        var fingerprint = Fingerprint(data, terms.Rows, from);
        var record = await trial(specification, data, cancellation).ConfigureAwait(false);
        return record with { Provenance = new TrialProvenance { Versions = RunSite.Versions(), Machine = RunSite.Machine(), Data = from, Rows = fingerprint } };
    }

    /// <summary>Runs a run, a fold or a refit. Where an error ends it, the record says so.</summary>
    /// <exception cref="HyperDslException">It is none of this program's, its rows cannot be had, or they are not those that it was planned for.</exception>
    public async Task<RunRecord> RunAsync(RunSpecification specification, IReadOnlyList<string> arguments)
    {
        var experiment = ExperimentCatalog.Find(specification.Experiment);
        specification = specification with { Data = source ?? specification.Data };
        var (settings, start) = (SpecifiedRun.SettingsOf(experiment, specification), SpecifiedRun.StartOf(experiment, specification));
        RequireWritable(specification.Model);
        using var whole = Load(new DataRequest { Experiment = experiment, Source = specification.Data, Seed = settings.Seed, Settings = settings });
        var fingerprint = Fingerprint(whole, specification.Rows, specification.Data);
        using var rows = UnitRows.Of(whole, specification.Fold, settings.Seed);
        var record = RunBeginning.Of(new RunOrder(experiment, specification) { Arguments = arguments }, settings, start, rows.Data, options.Clock.GetUtcNow());
        record = record with
        {
            Kind = specification.Kind,
            Fold = specification.Fold,
            Data = record.Data with { Fingerprint = fingerprint },
            ModelFile = specification.Model,
        };
        try
        {
            record = specification.Kind == UnitKind.Refit
                ? await RefitAsync(experiment, record, settings, start!, rows.Data).ConfigureAwait(false)
                : await TuneAsync(experiment, record, settings, start, rows.Data).ConfigureAwait(false);
            return RunBeginning.Ended(record, options.Clock);
        }
        catch (DivergedException problem)
        {
            return RunBeginning.Failed(record, problem, options.Clock);
        }
    }

    private async Task<RunRecord> TuneAsync(ExperimentEntry experiment, RunRecord record, ExperimentSettings settings, IReadOnlyList<double>? start, DataSplits data)
    {
        using var result = await experiment.RunAsync(new RunRequest(data, settings) { Start = start, Progress = progress, Cancellation = cancellation }).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        Save(result.Final, record.ModelFile);
        return RunOutcome.Measured(record, result, data) with
        {
            Status = RunOperation.StatusOf(result.Ending),
            Tuned = SpecifiedRun.ByName(experiment.Space, result.NaturalValues),
        };
    }

    private async Task<RunRecord> RefitAsync(ExperimentEntry experiment, RunRecord record, ExperimentSettings settings, IReadOnlyList<double> at, DataSplits data)
    {
        using var result = await experiment.RefitAsync(at, data, settings, progress, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        Save(result.Model, record.ModelFile);
        return RunOutcome.Measured(record, result, data) with { Tuned = SpecifiedRun.ByName(experiment.Space, result.NaturalValues) };
    }

    private DataSplits Load(DataRequest request)
    {
        NativeBackend.EnsureLoaded();
        return options.Data(request);
    }

    /// <summary>Requires rows to be those that somebody planned with.</summary>
    /// <param name="found">Their fingerprint.</param>
    /// <param name="expected">The one that was planned with; null where it is not known.</param>
    /// <param name="source">Where they are from.</param>
    /// <exception cref="HyperDslException">They are others.</exception>
    public static void RequireRows(string found, string? expected, string? source)
    {
        if (expected is not null && expected != found)
        {
            throw new HyperDslException(
                $"The rows{(source is null ? "" : $" of '{source}'")} have the fingerprint {found}, and {expected} is expected: give this machine the data that it was planned with, or take 'rows' out of the specification.");
        }
    }

    private static string Fingerprint(DataSplits data, string? expected, string? source)
    {
        var found = RowsFingerprint.Of(data);
        RequireRows(found, expected, source);
        return found;
    }

    // An hour's work must not end at a missing directory.
    private static void RequireWritable(string? model)
    {
        if (model is not null)
        {
            AtomicFile.RequireWritable(model);
        }
    }

    private static void Save(TrainedModel model, string? file)
    {
        if (file is not null)
        {
            model.Save(file);
        }
    }
}
