using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hyper.Cluster.Units;
using Hyper.Runtime;

namespace Hyper.Cluster.Workers;

/// <summary>
/// Runs each unit in a process of its own, <c>program trial</c>: a native fault, a kill for want of memory or a leak takes one unit and nothing else. Should
/// this process die, the child's standard input ends, and it stops.
/// </summary>
/// <param name="program">The program.</param>
public sealed class ChildUnitRunner(ProgramStart program) : IUnitRunner
{
    private const string VisibleGpus = "CUDA_VISIBLE_DEVICES";
    private const int MostWords = 4_000;

    // What a command says by its code: see Hyper.App.
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Interrupted = 130;

    /// <inheritdoc/>
    public async Task<UnitEnd> RunAsync(UnitLease lease, IReadOnlyList<string>? gpus, Action<string> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(progress);
        var folder = Directory.CreateTempSubdirectory("hyperdsl-unit-").FullName;
        try
        {
            var (specification, record) = (Path.Combine(folder, "specification.json"), Path.Combine(folder, "record.json"));
            await File.WriteAllTextAsync(specification, lease.Specification, CancellationToken.None).ConfigureAwait(false);
            var start = program.With("trial", "--spec", specification, "--out", record, "--tied");
            if (gpus is not null)
            {
                start.Environment[VisibleGpus] = string.Join(',', gpus);
            }

            var (code, words) = await RunAsync(start, progress, stop).ConfigureAwait(false);
            return code == Done && File.Exists(record)
                ? new UnitEnd(await File.ReadAllTextAsync(record, CancellationToken.None).ConfigureAwait(false))
                : EndOf(code, words, stop.IsCancellationRequested);
        }
        finally
        {
            Remove(folder);
        }
    }

    private async Task<(int Code, string Words)> RunAsync(ProcessStartInfo start, Action<string> progress, CancellationToken stop)
    {
        using var child = Start(start);
        var errors = TailAsync(child.StandardError);
        var output = Task.Run(
            async () =>
            {
                while (await child.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
                {
                    progress(line);
                }
            },
            CancellationToken.None);
        try
        {
            await child.WaitForExitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await output.ConfigureAwait(false);
        return (child.ExitCode, await errors.ConfigureAwait(false));
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new HyperDslException($"'{program.File}' does not start.");
        }
        catch (Win32Exception problem)
        {
            throw new HyperDslException($"'{program.File}' cannot be started: {problem.Message}", problem);
        }
    }

    private static UnitEnd EndOf(int code, string words, bool isStopped)
    {
        var said = words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var last = said.LastOrDefault(line => line.StartsWith("error:", StringComparison.Ordinal)) ?? said.LastOrDefault() ?? "";
        return code switch
        {
            _ when isStopped => new UnitEnd(null, AttemptEnd.GivenBack, "The worker stopped."),
            Done => new UnitEnd(null, AttemptEnd.Refused, "The program ended well and wrote no record: is it one of HyperApp's?"),
            Failed or Misused => new UnitEnd(null, AttemptEnd.Refused, last),
            Interrupted => new UnitEnd(null, AttemptEnd.GivenBack, "The process was interrupted."),
            _ => new UnitEnd(null, AttemptEnd.Died, string.Create(CultureInfo.InvariantCulture, $"The process ended with code {code}{(code > 128 ? $" (signal {code - 128})" : "")}.{(last.Length > 0 ? " " + last : "")}")),
        };
    }

    private static async Task<string> TailAsync(StreamReader reader)
    {
        var tail = new StringBuilder();
        var part = new char[1_024];
        while (await reader.ReadAsync(part).ConfigureAwait(false) is var count && count > 0)
        {
            tail.Append(part, 0, count);
            tail.Remove(0, Math.Max(0, tail.Length - MostWords));
        }

        return tail.ToString();
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It lies among the system's temporary files.
        }
    }
}
