using System.CommandLine;
using Hyper.Runtime;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Quickstart;
using Spectre.Console;

const int Failed = 1;
const int BadUsage = 2;
const int Cancelled = 130;

var commandLine = new CommandLine();
commandLine.Command.SetAction(async (parsed, cancellation) =>
{
    try
    {
        await RunAsync(commandLine.Read(parsed), cancellation);
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

ParseResult parsed = commandLine.Command.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
{
    Console.Error.WriteLine($"error: {string.Join(' ', parsed.Errors.Select(error => error.Message))} --help explains the options.");
    return BadUsage;
}

return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

static async Task RunAsync(QuickstartOptions options, CancellationToken cancellation)
{
    // What can fail is found out first: a minute's work must not end at a missing directory.
    if (options.Json is not null)
        AtomicFile.RequireWritable(options.Json);
    NativeBackend.EnsureLoaded();
    if (options.Device == "cuda" && !TorchSharp.torch.cuda.is_available())
    {
        throw new HyperDslException(
            $"--device is 'cuda', and no CUDA device is available ({NativeBackend.Description}). Leave the option out, or set HYPERDSL_LIBTORCH to a libtorch with CUDA.");
    }

    (Subject subject, DataSplits splits) = DataChoice.Load(options.Data, options.Seed, options.Training, options.Validation);
    using (splits)
    {
        ExperimentSettings settings = subject.Settings with
        {
            Seed = options.Seed,
            Steps = options.Steps ?? subject.Settings.Steps,
            Device = options.Device,
        };
        var sizes = new ComparisonSplit(splits.Training.Count, splits.Validation.Count, splits.Test!.Count);
        IAnsiConsole console = Terminal.Create();
        console.WriteLine(FormattableString.Invariant(
            $"{options.Data}: {sizes.Training:N0} training, {sizes.Validation:N0} validation and {sizes.Test:N0} test rows; {settings.Steps:N0} steps, seed {settings.Seed}"));

        IReadOnlyList<ComparisonRow> rows = await Terminal.WatchAsync(
            console, display => new Comparison(subject, splits, settings, display).RunAsync(cancellation));
        Report.Write(console, rows);
        if (options.Json is not null)
            new ComparisonFile("Quickstart", settings.Seed, settings.Steps, options.Data, sizes, rows).Save(options.Json);
    }
}
