using System.Diagnostics;
using System.Text.Json;
using Hyper.Runtime;

namespace Hyper.Quality;

/// <summary>A study of Optuna's in a Python process: a line of JSON there and a line back.</summary>
internal sealed class OptunaStudy : IDisposable
{
    private readonly Process process;

    private OptunaStudy(Process process) => this.process = process;

    /// <summary>The first Python that has Optuna: the one that HYPERDSL_PYTHON names, that of the path, the system's.</summary>
    public static string? Python { get; } =
        ((string?[])[Environment.GetEnvironmentVariable("HYPERDSL_PYTHON"), "python3", "/usr/bin/python3"]).FirstOrDefault(python => !string.IsNullOrEmpty(python) && HasOptuna(python));

    /// <summary>Starts a study.</summary>
    /// <param name="seed">The seed of its sampler.</param>
    /// <param name="ranges">An interval for each value.</param>
    /// <exception cref="HyperDslException">There is no Python with Optuna.</exception>
    public static OptunaStudy Start(int seed, IReadOnlyList<(double Low, double High)> ranges)
    {
        var python = Python ?? throw new HyperDslException("No Python has Optuna: install it (apt-get install python3-optuna), or name an interpreter that has it by HYPERDSL_PYTHON.");
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "optuna_tpe.py");
        var study = new OptunaStudy(Process.Start(new ProcessStartInfo(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        study.Send(new { seed, low = ranges.Select(range => range.Low), high = ranges.Select(range => range.High) });
        return study;
    }

    /// <summary>The values of the next trial.</summary>
    public double[] Ask() => Send(new { ask = true }).GetProperty("values").Deserialize<double[]>()!;

    /// <summary>Whether the trial is to end here.</summary>
    public bool Prunes(int step, double loss) => double.IsFinite(loss) && Send(new { step, loss }).GetProperty("prune").GetBoolean();

    /// <summary>The trial's loss.</summary>
    public void Tell(double loss) => Send(new { state = "complete", loss });

    /// <summary>The trial was ended by the pruner.</summary>
    public void TellPruned() => Send(new { state = "pruned" });

    /// <summary>The trial has no loss.</summary>
    public void TellFailed() => Send(new { state = "failed" });

    /// <summary>Ends the study, and says how long the process has computed since it had read its libraries.</summary>
    public TimeSpan End() => TimeSpan.FromSeconds(Send(new { end = true }).GetProperty("seconds").GetDouble());

    public void Dispose()
    {
        try
        {
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        process.WaitForExit();
        process.Dispose();
    }

    private JsonElement Send(object message)
    {
        const string Ended = "The Python process of Optuna's study has ended; what it wrote to its error stream says why.";
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(message));
            process.StandardInput.Flush();
        }
        catch (IOException exception)
        {
            throw new HyperDslException(Ended, exception);
        }

        return process.StandardOutput.ReadLine() is { } line ? JsonDocument.Parse(line).RootElement : throw new HyperDslException(Ended);
    }

    private static bool HasOptuna(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import optuna"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
