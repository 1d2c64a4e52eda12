using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Running.Outcome;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Results;

namespace Hyper.App.Running;

/// <summary>A specification in, a record out: a trial of a search, or a run without a folder.</summary>
/// <param name="options">What the program gives.</param>
/// <param name="source">The rows, where the command line names them.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class SpecifiedTrial(HyperAppOptions options, string? source, CancellationToken cancellation)
{
    /// <summary>Whether a file's text is the specification of a trial of a search, and not that of a run.</summary>
    /// <exception cref="HyperDslException">It is neither.</exception>
    public static bool IsOfSearch(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? throw new HyperDslException($"'{path}' has no object; the specification of a trial or of a run is expected.")
                : document.RootElement.TryGetProperty("hyperparameters", out _);
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"'{path}' is no JSON: {problem.Message} The specification of a trial or of a run is expected.", problem);
        }
    }

    /// <summary>Runs a trial of a search.</summary>
    /// <exception cref="HyperDslException">It is none of this program's, or no trial could work with its settings or rows.</exception>
    public async Task<TrialRecord> RunAsync(TrialSpecification specification)
    {
        var experiment = ExperimentCatalog.Find(specification.Experiment);
        var trial = experiment.TrialAsync ?? throw new HyperDslException($"{experiment.Name} is no search, and has no trials: give it the specification of a run, without 'hyperparameters'.");
        using var data = Load(new DataRequest { Experiment = experiment, Source = source, Seed = specification.Settings.Seed, Settings = specification.Settings });
        return await trial(specification, data, cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a run. Where an error ends it, the record says so.</summary>
    /// <exception cref="HyperDslException">It is none of this program's, or its rows cannot be had.</exception>
    public async Task<RunRecord> RunAsync(RunSpecification specification, IReadOnlyList<string> arguments)
    {
        var experiment = ExperimentCatalog.Find(specification.Experiment);
        specification = specification with { Data = source ?? specification.Data };
        var (settings, start) = (SpecifiedRun.SettingsOf(experiment, specification), SpecifiedRun.StartOf(experiment, specification));
        using var data = Load(new DataRequest { Experiment = experiment, Source = specification.Data, Seed = settings.Seed, Settings = settings });
        var record = RunBeginning.Of(new RunOrder(experiment, specification) { Arguments = arguments }, settings, start, data, options.Clock.GetUtcNow());
        try
        {
            using var result = await experiment.RunAsync(new RunRequest(data, settings) { Start = start, Cancellation = cancellation }).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return RunBeginning.Ended(RunOutcome.Measured(record, result, data) with { Status = RunOperation.StatusOf(result.Ending) }, options.Clock);
        }
        catch (DivergedException problem)
        {
            return RunBeginning.Failed(record, problem, options.Clock);
        }
    }

    private DataSplits Load(DataRequest request)
    {
        NativeBackend.EnsureLoaded();
        return options.Data(request);
    }
}
