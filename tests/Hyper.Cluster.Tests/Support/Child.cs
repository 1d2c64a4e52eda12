using System.Diagnostics;
using System.Text;

namespace Hyper.Cluster.Tests.Support;

/// <summary>A process that a test starts, and kills without a warning.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Child(ProcessStartInfo start, string awaited)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data, awaited);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, awaited);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has said.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>Starts it, and waits for a word of it.</summary>
    /// <param name="file">The file to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="awaited">A part of the line that says that it is there.</param>
    public static async Task<Child> StartAsync(string file, IReadOnlyList<string> arguments, string awaited)
    {
        var child = new Child(new ProcessStartInfo(file, arguments), awaited);
        await Task.WhenAny(child.seen.Task, child.process.WaitForExitAsync());
        return child.process.HasExited ? throw new InvalidOperationException($"{file} ended: {child.Said}") : child;
    }

    /// <summary>Kills it, as a fault or the system's want of memory would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Hear(string? line, string awaited)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.AppendLine(line);
        }

        if (line.Contains(awaited, StringComparison.Ordinal))
        {
            seen.TrySetResult();
        }
    }
}
