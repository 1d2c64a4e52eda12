using System.Diagnostics;
using System.Reflection;

namespace Hyper.EndToEnd.Tests;

/// <summary>What a program left behind.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    /// <summary>Everything, for the message of a failed assertion.</summary>
    public override string ToString() => $"exit code {Code}\n--- stdout\n{Output}\n--- stderr\n{Error}";
}

/// <summary>Starts a sample that was built with the tests.</summary>
internal static class Sample
{
    // Far beyond any run here: it only keeps a program that hangs from hanging the tests.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the Quickstart to its end, with its output in pipes.</summary>
    public static Task<Outcome> QuickstartAsync(params string[] arguments) => QuickstartAsync([], arguments);

    /// <summary>Runs the Quickstart to its end, with variables in its environment.</summary>
    public static Task<Outcome> QuickstartAsync(Dictionary<string, string> environment, params string[] arguments) =>
        RunAsync(environment, ["dotnet"], arguments, _ => Task.CompletedTask);

    /// <summary>Starts the Quickstart, and interrupts it, as Ctrl+C does, once it writes a line that begins in a certain way.</summary>
    /// <remarks>
    /// A shell without job control starts its background programs with that signal ignored, and whatever they start inherits
    /// it; env gives the program the signal back, so that it makes no difference how the tests were started.
    /// </remarks>
    public static Task<Outcome> InterruptQuickstartAsync(string begin, params string[] arguments) => RunAsync([], ["env", "--default-signal=INT", "dotnet"], arguments, async process =>
    {
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line?.StartsWith(begin, StringComparison.Ordinal) == false);
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    });

    private static async Task<Outcome> RunAsync(Dictionary<string, string> environment, string[] program, string[] arguments, Func<Process, Task> disturb)
    {
        var start = new ProcessStartInfo(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[.. program[1..], "exec", PathOf("Quickstart"), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment.Remove("HYPERDSL_LIBTORCH");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await disturb(process).WaitAsync(patience.Token);
            string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Outcome(process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string PathOf(string name) => typeof(Sample).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;
}
