using System.Diagnostics;
using System.Globalization;

namespace Hyper.Runtime.Tests.Training;

/// <summary>
/// What goes on for long holds no more than at first: tensors, and the memory of the whole process. In short here; with
/// <c>HYPERDSL_THOROUGH=1</c> 200,000 steps, 50 runs and 200 trials.
/// </summary>
public sealed class EnduranceTests
{
    [Theory]
    [InlineData("steps", 10_000, 200_000, 0)]
    [InlineData("runs", 20, 50, 0)]
    [InlineData("trials", 40, 200, 200)] // Trials under way at a report have tensors, more or fewer.
    public async Task Memory_is_flat(string what, int few, int many, int underWay)
    {
        var output = await RunAsync(what, Thorough.Times(few, many));
        var seen = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ').Select(long.Parse).ToArray()).ToList();
        Assert.Equal(10, seen.Count);

        // Caches fill first.
        var settled = seen[4];
        Assert.All(seen[5..], numbers => Assert.InRange(numbers[0] - settled[0], -underWay, underWay));
        Assert.All(seen[5..], numbers => Assert.InRange((double)numbers[1] / settled[1], 0, 1.05));
    }

    /// <summary>Without the shield two plain searches in twenty-five died, and more beside such a thread.</summary>
    [Fact]
    public async Task Searches_beside_a_thread_that_allocates_without_pause_do_not_fail() => Assert.Equal("", await RunAsync("searches", Thorough.Times(10, 100)));

    private static async Task<string> RunAsync(string what, int count)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(EnduranceTests).Assembly.Location, EnduringProgram.Argument, what, count.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
