using System.Diagnostics;

namespace Hyper.App.Reporting.Tests.Python;

/// <summary>The system's Python, with the packages that the distribution has for it.</summary>
internal static class SystemPython
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Skips the test where a module is missing.</summary>
    public static void Require(string module) =>
        Skip.If(!File.Exists(Program) || Run($"import importlib.util as u; print(u.find_spec('{module}') is not None)").Trim() != "True", $"There is no Python with {module}: apt-get install python3-{module}.");

    /// <summary>Runs a script, and gives what it prints.</summary>
    public static string Run(string script, params string[] arguments) => Start("-c", script, arguments);

    /// <summary>Runs one of the scripts beside this file, and gives what it prints.</summary>
    public static string RunFile(string name, params string[] arguments) => Start(Path.Combine(AppContext.BaseDirectory, "Python", name), null, arguments);

    private static string Start(string first, string? second, string[] arguments)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-W", "ignore", first, .. second is null ? Array.Empty<string>() : [second], .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["MPLBACKEND"] = "Agg";
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaints.Result);
        return output;
    }
}
