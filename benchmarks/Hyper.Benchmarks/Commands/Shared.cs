using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hyper.Runtime.Files;

namespace Hyper.Benchmarks;

/// <summary>Options that several commands take, and how all of them write.</summary>
internal static class Shared
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Option<FileInfo?> JsonFile() => new("--json") { Description = "Also write the rows to this file." };

    public static Option<int> Rounds() => new("--rounds") { Description = "Rounds of measurements.", DefaultValueFactory = _ => 9 };

    public static Option<int> Steps(int usual) => new("--steps") { Description = "Steps of one measurement.", DefaultValueFactory = _ => usual };

    public static Option<string> Device() => new("--device") { Description = "Where everything runs: cpu, cuda or cuda:INDEX.", DefaultValueFactory = _ => "cpu" };

    public static Option<int[]> Threads() => new("--threads")
    {
        Description = "Threads of libtorch's operations, the same for all; each number is a row.",
        DefaultValueFactory = _ => [1, 2],
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string[]> Settings()
    {
        var names = JointSetting.All.Select(setting => setting.Name).ToArray();
        var option = new Option<string[]>("--settings")
        {
            Description = "Which settings.",
            DefaultValueFactory = _ => names,
            AllowMultipleArgumentsPerToken = true,
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static IReadOnlyList<JointSetting> Chosen(string[] names) => [.. JointSetting.All.Where(setting => names.Contains(setting.Name))];

    /// <summary>Whether the device can be had; says so where not.</summary>
    public static bool CanUse(string device)
    {
        if (device.StartsWith("cuda", StringComparison.Ordinal) && !TorchSharp.torch.cuda.is_available())
        {
            Console.WriteLine($"Skipped: there is no CUDA device for {device}. Build with -p:HyperDslBackend=none and set HYPERDSL_LIBTORCH to a PyTorch install with CUDA.");
            return false;
        }

        return true;
    }

    public static void Write(FileInfo? file, object results)
    {
        if (file is not null)
        {
            file.Directory!.Create();
            AtomicFile.Write(file.FullName, JsonSerializer.SerializeToUtf8Bytes(results, Json));
        }
    }

    public static string Text(double? value, string format) => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    public static string Text(Spread? ratio) =>
        ratio is null ? "–" : $"{Text(ratio.Median, "F2")} ({Text(ratio.Min, "F2")} to {Text(ratio.Max, "F2")})";
}
