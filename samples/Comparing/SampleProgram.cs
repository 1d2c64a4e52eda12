using System.CommandLine;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Comparing;

/// <summary>A program that compares methods: its command line, its display, its report and its exit code.</summary>
public sealed class SampleProgram
{
    private const int Failed = 1;
    private const int BadUsage = 2;
    private const int Cancelled = 130;

    /// <summary>Its name in the JSON.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the help.</summary>
    public required string Description { get; init; }

    /// <summary>Command lines to start from, for the help.</summary>
    public required string Examples { get; init; }

    /// <summary>The experiment's own numbers, whose seed and steps are the defaults of the command line.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>Options of its own, in the order of the help.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Reads the data and says what to compare on them; a <see cref="HyperDslException"/> is reported to the user.</summary>
    public required Func<Arguments, Comparison> Load { get; init; }

    /// <summary>What the table comes to, in a sentence or two.</summary>
    public required Func<IReadOnlyList<ComparisonRow>, string> Summary { get; init; }

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0; 1 where it failed; 2 where the command line is wrong; 130 where it was interrupted.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        var commandLine = new CommandLine(Description, Examples, Options, Settings);
        commandLine.Command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await CompareAsync(commandLine, parsed, cancellation);
                return 0;
            }
            catch (HyperDslException problem)
            {
                Console.Error.WriteLine($"error: {problem.Message}");
                return Failed;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Console.Error.WriteLine("cancelled");
                return Cancelled;
            }
        });

        ParseResult parsed = commandLine.Command.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            Console.Error.WriteLine($"error: {string.Join(' ', parsed.Errors.Select(error => error.Message))} --help explains the options.");
            return BadUsage;
        }

        using var interruption = new Interruption();
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
    }

    private async Task CompareAsync(CommandLine commandLine, ParseResult parsed, CancellationToken cancellation)
    {
        // What can fail is found out first: a minute's work must not end at a missing directory.
        string? json = commandLine.Json(parsed);
        if (json is not null)
            AtomicFile.RequireWritable(json);
        NativeBackend.EnsureLoaded();
        if (commandLine.Device(parsed) == "cuda" && !TorchSharp.torch.cuda.is_available())
        {
            throw new HyperDslException(
                $"--device is 'cuda', and no CUDA device is available ({NativeBackend.Description}). Leave the option out, or set HYPERDSL_LIBTORCH to a libtorch with CUDA.");
        }

        Comparison comparison = Load(commandLine.Read(parsed));
        using DataSplits splits = comparison.Splits;
        ExperimentSettings settings = commandLine.Apply(parsed, comparison.Settings);
        var sizes = new ComparisonSplit(splits.Training.Count, splits.Validation.Count, splits.Test!.Count);
        IAnsiConsole console = Terminal.Create();
        console.WriteLine(FormattableString.Invariant(
            $"{comparison.Data}: {sizes.Training:N0} training, {sizes.Validation:N0} validation and {sizes.Test:N0} test rows; {settings.Steps:N0} steps, seed {settings.Seed}"));

        Judge? judge = null;
        IReadOnlyList<ComparisonRow> rows = await Terminal.WatchAsync(
            console, [.. comparison.Methods.Select(method => method.Name)], display => (judge = new Judge(comparison, settings, display)).RunAsync(cancellation));
        Report.Write(console, rows, comparison.Measures, Summary(rows));
        foreach (string warning in judge!.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
        if (json is not null)
            new ComparisonFile(Name, settings.Seed, settings.Steps, comparison.Data, sizes, rows).Save(json);
    }
}
