using System.Diagnostics;

namespace Hyper.Runtime.Tests.Native;

/// <summary>A program that ends while a run goes on has the exit code that it gives, not that of a segmentation fault.</summary>
public sealed class ProcessEndTests
{
    [Theory]
    [InlineData("return", 4)]
    [InlineData("exit", 3)]
    [InlineData("search", 3)]
    [InlineData("handler", 5)]
    public async Task The_exit_code_is_the_one_given(string how, int expected)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProcessEndTests).Assembly.Location, EndingProgram.Argument, how])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == expected, $"{process.ExitCode}\n{await output}{await error}");
    }
}
