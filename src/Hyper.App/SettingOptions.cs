using System.CommandLine;
using System.Text.RegularExpressions;
using Hyper.App.Commands;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App;

/// <summary>The options that change the settings of an experiment: <c>--seed</c>, <c>--steps</c>, <c>--device</c> and <c>--set</c>. Each command has its own.</summary>
public sealed partial class SettingOptions
{
    private readonly Option<int?> seed = NumberOption.Whole("--seed", 0, "Decides all that is random. [default: the experiment's own]");
    private readonly Option<int?> steps = NumberOption.Whole("--steps", 1, "Steps of the run or of each training; a warm-up keeps its share of them. [default: the experiment's own]");
    private readonly Option<string?> device = new("--device") { HelpName = "cpu|cuda|cuda:N", Description = "Where to compute. [default: the experiment's own]" };
    private readonly Option<string[]> set = new("--set")
    {
        HelpName = "Setting=value",
        Description = "Changes a setting of the experiment, such as LearningRate=1e-2; may be given several times.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>New options, for one command.</summary>
    public SettingOptions()
    {
        set.CompletionSources.Add(_ => SettingValues.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name + "=")));
        device.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !DeviceName().IsMatch(name))
            {
                result.AddError($"--device is '{name}'; cpu, cuda or cuda:N is expected.");
            }
        });
    }

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [seed, steps, device, set];

    /// <summary>Settings as the command line changes them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">Those of the experiment.</param>
    /// <exception cref="HyperDslException">A setting is unknown, has no such value, or is out of its range.</exception>
    public ExperimentSettings Apply(ParseResult parsed, ExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(settings);
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
        return settings;
    }

    private static ExperimentSettings Assigned(ExperimentSettings settings, string assignment)
    {
        var sign = assignment.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? SettingValues.With(settings, assignment[..sign].Trim(), assignment[(sign + 1)..].Trim())
            : throw new MisuseException($"--set is '{assignment}'; Setting=value is expected, such as LearningRate=1e-2. (All that follows --set is its own: the experiment's name stands before it.)");
    }

    [GeneratedRegex(@"^(cpu|cuda(:\d+)?)$")]
    private static partial Regex DeviceName();
}
