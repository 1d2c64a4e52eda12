using System.Diagnostics;
using System.Globalization;

namespace Hyper.Benchmarks;

/// <summary>The same step in plain PyTorch: a script of <c>benchmarks/peers</c>, in a process of its own for each measurement.</summary>
internal sealed class PythonPeer
{
    private readonly string python;

    private PythonPeer(string python, string version)
    {
        this.python = python;
        Version = version;
    }

    /// <summary>PyTorch's version.</summary>
    public string Version { get; }

    /// <summary>The first Python that imports torch: the one that HYPERDSL_PYTHON names, that of the path, the system's.</summary>
    public static PythonPeer? Find()
    {
        foreach (var candidate in (string?[])[Environment.GetEnvironmentVariable("HYPERDSL_PYTHON"), "python3", "/usr/bin/python3"])
        {
            if (!string.IsNullOrEmpty(candidate) && Run(candidate, ["-c", "import torch; print(torch.__version__)"]) is { } version)
            {
                return new PythonPeer(candidate, version);
            }
        }

        return null;
    }

    /// <summary>Microseconds a step.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public double Measure(string setting, int steps, int threads, string device)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "joint_step.py"), "--setting", setting,
            "--steps", steps.ToString(CultureInfo.InvariantCulture), "--threads", threads.ToString(CultureInfo.InvariantCulture), "--device", device,
        ];
        return Run(python, arguments) is { } time
            ? double.Parse(time, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{python} {string.Join(' ', arguments)} failed.");
    }

    private static string? Run(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
