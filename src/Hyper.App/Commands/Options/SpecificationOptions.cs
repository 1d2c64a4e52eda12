using System.CommandLine;
using Hyper.App.Records;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Commands.Options;

/// <summary>The options that say what a run is: seed, steps, device, data, settings.</summary>
internal sealed class SpecificationOptions
{
    private readonly Option<int?> seed = CommonOptions.WholeNumber("--seed", 0, "Decides all that is random. [default: the experiment's own]");
    private readonly Option<int?> steps = CommonOptions.WholeNumber("--steps", 1, "Steps of the run or of each training; a warm-up keeps its share of them. [default: the experiment's own]");
    private readonly Option<string?> device = CommonOptions.Text("--device", "cpu|cuda|cuda:N", "Where to compute. [default: the experiment's own]");
    private readonly Option<string?> data = CommonOptions.Data();
    private readonly Option<string[]> set = CommonOptions.Set();

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [seed, steps, device, data, set];

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
        if (parsed.GetValue(steps) is { } count)
        {
            settings = settings with { Steps = count, WarmupSteps = (int)((long)settings.WarmupSteps * count / Math.Max(1, settings.Steps)) };
        }

        foreach (var assignment in parsed.GetValue(set) ?? [])
        {
            settings = Assigned(settings, assignment);
        }

        settings = settings with { Seed = parsed.GetValue(seed) ?? settings.Seed, Device = parsed.GetValue(device) ?? settings.Device };
        settings.Validate();
        return SpecifiedRun.Of(experiment, settings, specification) with { Data = parsed.GetValue(data) ?? specification.Data };
    }

    private static ExperimentSettings Assigned(ExperimentSettings settings, string assignment)
    {
        var sign = assignment.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? SettingValues.With(settings, assignment[..sign].Trim(), assignment[(sign + 1)..].Trim())
            : throw new MisuseException($"--set is '{assignment}'; Setting=value is expected, such as LearningRate=1e-2. (All that follows --set is its own: the experiment's name stands before it.)");
    }
}
