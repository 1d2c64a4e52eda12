using System.Diagnostics;

namespace Hyper.App.Tests.Support;

/// <summary>The program that a user would write; tests start it, and send it signals.</summary>
internal sealed class TestProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private TestProgram(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    private static Task<int> Main(string[] arguments) => HyperApp.RunAsync(arguments, TestData.Load);

    /// <summary>Starts it.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="slowness">Milliseconds of a pass of the slow model.</param>
    /// <param name="arguments">Its command line.</param>
    public static TestProgram Start(string folder, int slowness, params string[] arguments)
    {
        // A shell without job control starts its background programs with that signal ignored, and whatever they start inherits it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", typeof(TestProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment[Models.Slowness.Variable] = slowness.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new TestProgram(Process.Start(start)!);
    }

    /// <summary>Waits for a line that starts so.</summary>
    public async Task SeeAsync(string start)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended without a line '{start}': {await errors}");
    }

    /// <summary>Sends a signal, such as INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Said> EndAsync()
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Said(process.ExitCode, output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
