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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs the Quickstart to its end, with its output in pipes.</summary>
    public static Task<Outcome> QuickstartAsync(params string[] arguments) => QuickstartAsync([], arguments);

    /// <summary>Runs the Quickstart to its end, with variables in its environment.</summary>
    public static Task<Outcome> QuickstartAsync(Dictionary<string, string> environment, params string[] arguments) =>
        RunAsync("Quickstart", environment, arguments);

    /// <summary>Runs a sample to its end, with variables in its environment and its output in pipes.</summary>
    public static Task<Outcome> RunAsync(string sample, Dictionary<string, string> environment, params string[] arguments) =>
        RunAsync(sample, environment, ["dotnet"], arguments, _ => Task.CompletedTask);

    /// <summary>Runs a sample to its end in a folder of its own.</summary>
    public static Task<Outcome> RunInAsync(Workplace place, string sample, params string[] arguments) =>
        RunAsync(sample, [], ["dotnet"], arguments, _ => Task.CompletedTask, place.Root);

    /// <summary>Runs a sample that is to refuse what it was given, with one message and no stack trace.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="code">The exit code that it should end with.</param>
    /// <param name="message">What the message should contain.</param>
    /// <param name="environment">Variables in its environment.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<Outcome> RefusesAsync(
        string sample, int code, string message, Dictionary<string, string> environment, params string[] arguments)
    {
        Outcome outcome = await RunAsync(sample, environment, arguments);
        Assert.True(outcome.Code == code, outcome.ToString());
        string[] lines = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("error: ", lines[0]);
        Assert.DoesNotContain(lines[1..], line => line.StartsWith("error", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(message, outcome.Error);
        Assert.DoesNotContain(lines, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Unhandled exception", StringComparison.Ordinal));
        return outcome;
    }

    /// <summary>Starts the Quickstart, and interrupts it, as Ctrl+C does, once it writes a line that begins in a certain way.</summary>
    /// <remarks>
    /// A shell without job control starts its background programs with that signal ignored, and whatever they start inherits
    /// it; env gives the program the signal back, so that it makes no difference how the tests were started.
    /// </remarks>
    public static Task<Outcome> InterruptQuickstartAsync(string begin, params string[] arguments) => RunAsync("Quickstart", [], ["env", "--default-signal=INT", "dotnet"], arguments, async process =>
    {
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line?.StartsWith(begin, StringComparison.Ordinal) == false);
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    });

    /// <summary>Starts a sample that serves, asks it once it says where it listens, and ends it with the signal that a host sends.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="ask">What is asked, at an address.</param>
    public static async Task<Outcome> ServeAsync(string sample, string[] arguments, Func<string, Task> ask)
    {
        const string Listening = "Now listening on: ";
        var before = new System.Text.StringBuilder();
        Outcome outcome = await RunAsync(sample, [], ["dotnet"], arguments, async process =>
        {
            string? line;
            do
                before.AppendLine(line = await process.StandardOutput.ReadLineAsync());
            while (line?.Contains(Listening, StringComparison.Ordinal) == false);
            Assert.True(line is not null, $"It ended before it listened: {before}");
            await ask(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        });
        Assert.True(outcome.Code == 0, outcome.ToString());
        return outcome with { Output = before + outcome.Output };
    }

    private static async Task<Outcome> RunAsync(
        string sample, Dictionary<string, string> environment, string[] program, string[] arguments, Func<Process, Task> disturb, string folder = "")
    {
        var start = new ProcessStartInfo(program[0]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[.. program[1..], "exec", PathOf(sample), .. arguments])
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
