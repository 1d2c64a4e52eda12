using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.App.Commands.Options;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.App.Reporting;
using Hyper.App.Running;
using Hyper.Runtime;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands;

/// <summary>Has an order run, and tells what became of it.</summary>
internal static class RunEnd
{
    public static async Task<int> RunAsync(CommandContext context, RunOrder order, RunEndOptions options, ParseResult parsed)
    {
        var (isJson, isQuiet, wantsReport) = (options.IsJson(parsed), options.IsQuiet(parsed), options.WantsReport(parsed));

        // On a terminal the display says it: a line of its own would stand in the midst of what is drawn.
        using var interruption = context.Listen(isQuiet || isJson || context.Console.Terminal is not null);
        var operation = new RunOperation(context.Options, order, context.Console, interruption, isQuiet || isJson);
        var (record, folder) = await operation.RunAsync().ConfigureAwait(false);
        if (wantsReport && record.Status != RunStatus.Interrupted)
        {
            Report(context, folder);
        }

        if (isJson)
        {
            context.Console.Output.WriteLine(JsonSerializer.Serialize(record, RecordFormat.Whole));
        }
        else if (!isQuiet)
        {
            Tell(context.Console.Output, record, folder);
        }

        // Those that nobody reads of where the record is all that is written.
        foreach (var warning in isQuiet ? [] : record.Warnings)
        {
            context.Console.Errors.WriteLine($"warning: {warning}");
        }

        if (record.Failure is { } failure)
        {
            context.Console.Errors.WriteLine($"error: {failure}");
        }

        return record.Status switch
        {
            RunStatus.Finished => ExitCode.Done,
            RunStatus.Failed => ExitCode.Failed,
            _ => ExitCode.Interrupted,
        };
    }

    private static void Report(CommandContext context, string folder)
    {
        try
        {
            RunReport.Write([folder], Path.Combine(folder, RunFiles.Report));
        }
        catch (HyperDslException problem)
        {
            context.Console.Errors.WriteLine($"warning: there is no report: {problem.Message}");
        }
    }

    private static void Tell(TextWriter output, RunRecord record, string folder)
    {
        output.WriteLine($"{record.Experiment}: {record.Status.ToString().ToLowerInvariant()}{(record.Ending is { } ending && ending != record.Status.ToString() ? $" ({ending})" : "")}");
        if (record.ValidationLoss is { } validation)
        {
            var losses = $"validation loss {Words.Loss(validation)}{(record.TestLoss is { } test ? $", test loss {Words.Loss(test)}" : "")}";
            var metrics = string.Concat(record.Metrics.Select(metric => $", {metric.Key} {Words.Loss(metric.Value)}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{losses}{metrics}, {record.Seconds:F1} s"));
            foreach (var line in Hyperparameters(folder))
            {
                output.WriteLine(line);
            }
        }

        output.WriteLine($"folder: {folder}");
    }

    private static IEnumerable<string> Hyperparameters(string folder)
    {
        var path = Path.Combine(folder, RunFiles.Hyperparameters);
        return File.Exists(path)
            ? RecordFile.Read<Dictionary<string, HyperparameterRecord>>(path).Take(20).Select(one => $"{ComparisonValue.InWords(one.Key)}: {Brief(one.Value)}")
            : [];
    }

    /// <summary>A hyperparameter's tuned value, or the middle of its values.</summary>
    internal static string Brief(HyperparameterRecord record)
    {
        if (record.Tuned is [var only])
        {
            return ComparisonValue.Short(only);
        }

        var middle = record.Scale == "Log" ? Math.Exp(record.Tuned.Average(Math.Log)) : record.Tuned.Average();
        return string.Create(CultureInfo.InvariantCulture, $"{ComparisonValue.Short(middle)} (of {record.Tuned.Count:N0}, {ComparisonValue.Short(record.Tuned.Min())} to {ComparisonValue.Short(record.Tuned.Max())})");
    }
}
