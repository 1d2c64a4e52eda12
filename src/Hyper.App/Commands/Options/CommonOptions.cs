using System.CommandLine;
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
}
