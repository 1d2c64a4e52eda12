using System.CommandLine;
using Hyper.App;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Comparing;

/// <summary>A program that compares methods where its command line names no command: its options, its display, its report.</summary>
public sealed class SampleProgram
{
    private readonly SettingOptions settings = new();

    private readonly Option<string?> json = new("--json")
    {
        HelpName = "FILE",
        Description = "Writes the table to a file as JSON, once it is complete. A file that is there is replaced.",
    };

    /// <summary>Its name in the JSON.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the help.</summary>
    public required string Description { get; init; }

    /// <summary>Command lines to start from, for the help.</summary>
    public required string Examples { get; init; }

    /// <summary>Options of its own, in the order of the help.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>The experiment's own numbers, whose seed is that of the rows where the command line gives none.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>Reads the data and says what to compare on them; a <see cref="HyperDslException"/> is reported to the user.</summary>
    public required Func<Arguments, Comparison> Load { get; init; }

    /// <summary>The rows of a single run, for the commands of <see cref="HyperApp"/>.</summary>
    public required Func<DataRequest, DataSplits> Data { get; init; }

    /// <summary>What the table comes to, in a sentence or two.</summary>
    public required Func<IReadOnlyList<ComparisonRow>, string> Summary { get; init; }

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0; 1 where it failed; 2 where the command line is wrong; 130 where it was interrupted.</returns>
    public Task<int> RunAsync(string[] arguments)
    {
        var compare = new Command("compare-methods");
        foreach (Option option in (Option[])[.. Options, .. settings.All, json])
            compare.Options.Add(option);
        compare.SetAction(CompareAsync);
        return HyperApp.RunAsync(arguments, new HyperAppOptions { Name = Name, Description = Description, Examples = Examples, Command = compare, Data = Data });
    }

    private async Task<int> CompareAsync(ParseResult parsed, CancellationToken cancellation)
    {
        // What can fail is found out first: a minute's work must not end at a missing directory.
        string? file = parsed.GetValue(json);
        if (file is not null)
            AtomicFile.RequireWritable(file);
        int seed = settings.Apply(parsed, Settings).Seed;
        NativeBackend.EnsureLoaded();
        Comparison comparison = Load(new Arguments(parsed, seed));
        using DataSplits splits = comparison.Splits;
        ExperimentSettings numbers = settings.Apply(parsed, comparison.Settings) with { Seed = seed };
        var sizes = new ComparisonSplit(splits.Training.Count, splits.Validation.Count, splits.Test!.Count);
        IAnsiConsole console = Terminal.Create();
        console.WriteLine(FormattableString.Invariant(
            $"{comparison.Data}: {sizes.Training:N0} training, {sizes.Validation:N0} validation and {sizes.Test:N0} test rows; {numbers.Steps:N0} steps, seed {numbers.Seed}"));

        Judge? judge = null;
        IReadOnlyList<ComparisonRow> rows = await Terminal.WatchAsync(
            console, [.. comparison.Methods.Select(method => method.Name)], display => (judge = new Judge(comparison, numbers, display)).RunAsync(cancellation));
        Report.Write(console, rows, comparison.Measures, Summary(rows));
        foreach (string warning in judge!.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
        if (file is not null)
            new ComparisonFile(Name, numbers.Seed, numbers.Steps, comparison.Data, sizes, rows).Save(file);
        return 0;
    }
}
