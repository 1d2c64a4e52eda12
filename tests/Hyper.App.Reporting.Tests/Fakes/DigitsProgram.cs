using System.Diagnostics;
using System.Reflection;

namespace Hyper.App.Reporting.Tests.Fakes;

/// <summary>The digits program of samples/App, as a user starts it.</summary>
internal static class DigitsProgram
{
    /// <summary>Runs a command of it, which has to go well.</summary>
    public static void Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", PathOf(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
    }

    private static string PathOf() => typeof(DigitsProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "digits").Value!;
}
