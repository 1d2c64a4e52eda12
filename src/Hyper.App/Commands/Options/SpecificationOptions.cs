using System.CommandLine;
using Hyper.App.Records;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands.Options;

/// <summary>The options that say what a run is: seed, steps, device, data, settings.</summary>
internal sealed class SpecificationOptions
{
    private readonly SettingOptions changes = new();
    private readonly Option<string?> data = CommonOptions.Data();

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [.. changes.All, data];

    /// <summary>What is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="experiment">What runs.</param>
    /// <param name="given">A file's words, which those of the command line replace.</param>
    /// <exception cref="HyperDslException">A setting is unknown, or has no such value.</exception>
    public RunSpecification Read(ParseResult parsed, ExperimentEntry experiment, RunSpecification? given = null)
    {
        var specification = given ?? new RunSpecification { Experiment = experiment.Name };
        var settings = specification.Settings.Aggregate(experiment.Settings, (current, setting) => SettingValues.With(current, setting.Key, setting.Value));
        settings = settings with { Seed = specification.Seed ?? settings.Seed, Device = specification.Device ?? settings.Device };
        settings = changes.Apply(parsed, settings);
        return SpecifiedRun.Of(experiment, settings, specification) with { Data = parsed.GetValue(data) ?? specification.Data };
    }
}
