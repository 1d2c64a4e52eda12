using System.CommandLine;
using System.Globalization;
using Hyper.App.Running.Settings;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands.Options;

/// <summary>Arguments and options that several commands have. Each call makes one of its own: a command keeps it.</summary>
internal static class CommonOptions
{
    public static Argument<string?> Experiment(bool isRequired = true)
    {
        var name = new Argument<string?>("NAME")
        {
            HelpName = "NAME",
            Description = "The experiment, by its full name or the last part of it.",
            Arity = isRequired ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ => ExperimentCatalog.All.Select(entry => new System.CommandLine.Completions.CompletionItem(entry.Name[(entry.Name.LastIndexOf('.') + 1)..])));
        return name;
    }

    public static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    public static Option<string?> Data() => Text("--data", "SOURCE", "The rows, as the program understands it.");

    public static Option<bool> Json() => new("--json") { Description = "Writes the outcome as JSON to the standard output, and nothing else." };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Writes errors and nothing else." };

    public static Option<string[]> Set()
    {
        var set = new Option<string[]>("--set")
        {
            HelpName = "Setting=value",
            Description = "Changes a setting of the experiment, such as LearningRate=1e-2; may be given several times.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        set.CompletionSources.Add(_ => SettingValues.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name + "=")));
        return set;
    }

    public static Option<int?> WholeNumber(string name, int least, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least)
            {
                return value;
            }

            result.AddError(FormattableString.Invariant($"{name} is '{text}'; a whole number from {least} to {int.MaxValue} is expected."));
            return null;
        },
    };

    public static Option<double?> Seconds(string name, string description) => new(name)
    {
        HelpName = "SECONDS",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1e9)
            {
                return value;
            }

            result.AddError($"{name} is '{text}'; seconds from 0 to 1e9 are expected.");
            return null;
        },
    };
}
