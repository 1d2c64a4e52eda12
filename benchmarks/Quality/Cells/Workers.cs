using System.Diagnostics;
using System.Globalization;
using Hyper.Runtime;

namespace Hyper.Quality;

/// <summary>
/// Cells in several processes of this program, each with a share of the tables and seeds, so that the processor time of each process is
/// that of one cell. They write their records to their output, and this process writes the file.
/// </summary>
internal static class Workers
{
    /// <summary>The option that makes a process a worker.</summary>
    public const string Share = "--share";

    /// <summary>Starts the workers and waits for them.</summary>
    /// <exception cref="HyperDslException">A worker failed.</exception>
    public static async Task RunAsync(int count, IReadOnlyList<string> arguments, Action<CellRecord> finished)
    {
        // Started as `dotnet PROGRAM.dll` or as a program of its own.
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async place =>
        {
            using var worker = Process.Start(new ProcessStartInfo(program, [.. self, .. arguments, Share, Text(place, count)]) { RedirectStandardOutput = true })!;
            while (await worker.StandardOutput.ReadLineAsync() is { } line)
            {
                lock (gate)
                {
                    finished(CellFile.Parse(line));
                }
            }

            await worker.WaitForExitAsync();
            if (worker.ExitCode != 0)
            {
                throw new HyperDslException($"Worker {Text(place, count)} ended with status {worker.ExitCode}; what it wrote above says why.");
            }
        }));
    }

    /// <summary>Which of the cells are a worker's.</summary>
    public static IEnumerable<Cells> Of(string share, IReadOnlyList<Cells> all)
    {
        var parts = share.Split('/').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return all.Where((_, place) => place % parts[1] == parts[0]);
    }

    private static string Text(int place, int count) => string.Create(CultureInfo.InvariantCulture, $"{place}/{count}");
}
