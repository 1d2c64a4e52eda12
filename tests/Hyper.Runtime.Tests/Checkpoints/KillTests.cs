using System.Diagnostics;
using System.Globalization;
using Hyper.Runtime.Tests.Data;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>
/// Programs that are killed at random moments, again and again, come to the bytes of one that was left alone. Six of them here;
/// <c>HYPERDSL_KILLS</c> asks for more.
/// </summary>
public sealed class KillTests
{
    private static readonly int Kills = Thorough.Times(2, 3);

    private static readonly string[] Runs = ["Joint", "SelfTuning", "Implicit", "Bayesian", "Running statistics", "Shared modules"];

    [Fact]
    public async Task What_is_killed_goes_on_to_the_same_bytes()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("HYPERDSL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 6;
        using var folder = new TempFolder();
        for (var i = 0; i < count; i++)
        {
            var (run, seed) = (Runs[i % Runs.Length], i / Runs.Length);
            var random = new Random(i);
            Assert.True(await StartAsync(run, $"whole-{i}", seed, int.MaxValue));

            // A run has a hundred reports, a search ten, those of the trials that the journal has among them.
            for (var kill = 0; kill < Kills; kill++)
            {
                Assert.False(await StartAsync(run, $"killed-{i}", seed, run == "Bayesian" ? (3 * kill) + random.Next(1, 4) : random.Next(1, 31)));
            }

            Assert.True(await StartAsync(run, $"killed-{i}", seed, int.MaxValue));
            Assert.Equal(await File.ReadAllBytesAsync(ResultOf($"whole-{i}")), await File.ReadAllBytesAsync(ResultOf($"killed-{i}")));
        }

        string ResultOf(string name) => Path.Combine(folder.Root, $"{name}.result");

        // Whether the program has come to its end before so many reports.
        async Task<bool> StartAsync(string run, string name, int seed, int reports)
        {
            var start = new ProcessStartInfo(
                "dotnet",
                ["exec", typeof(KillTests).Assembly.Location, KilledProgram.Argument, run, Path.Combine(folder.Root, name), seed.ToString(CultureInfo.InvariantCulture), ResultOf(name)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            for (var line = 0; await process.StandardOutput.ReadLineAsync() is not null; line++)
            {
                if (line == reports)
                {
                    // SIGKILL, wherever the program is by now: nothing of it gets to say a word.
                    process.Kill();
                    await process.WaitForExitAsync();
                    return false;
                }
            }

            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            return true;
        }
    }
}
