using System.Text.Json;
using Hyper.Runtime;
using static Hyper.Benchmarks.MarkedPage;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary>The performance page: each table is written from a JSON file, the rest by hand.</summary>
internal static class PerformancePage
{
    /// <summary>Writes every table whose file is there, and the charts.</summary>
    /// <exception cref="HyperDslException">The page has no place for a table.</exception>
    public static void Write(string page, string results)
    {
        var text = File.ReadAllText(page);
        text = Fill<JointRow>(text, results, "joint", TimeTable);
        text = Fill<JointRow>(text, results, "joint", RatioTable, "ratios");
        text = Fill<JointRow>(text, results, "joint", FloorTable, "floor");
        text = Fill<AllocationRow>(text, results, "allocations", AllocationTable);
        text = Fill<StartupRow>(text, results, "startup", StartupTable);
        text = Fill<ResponsesRow>(text, results, "responses", ResponsesTable);
        text = Fill<ScaleRow>(text, results, "scale", ScaleTable);
        File.WriteAllText(page, text);
        if (Read<JointRow>(results, "joint") is { } joint)
        {
            PerformanceCharts.Joint(joint, Path.Combine(results, "joint.png"));
        }

        if (Read<ScaleRow>(results, "scale") is { } scale)
        {
            PerformanceCharts.Scale(scale, Path.Combine(results, "scale.png"));
        }
    }

    private static string Fill<TRow>(string text, string results, string name, Func<IReadOnlyList<TRow>, string> table, string? place = null) =>
        Read<TRow>(results, name) is { } rows ? MarkedPage.Fill(text, place ?? name, table(rows)) : text;

    private static IReadOnlyList<TRow>? Read<TRow>(string results, string name)
    {
        var file = Path.Combine(results, $"{name}.json");
        return File.Exists(file) ? JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("rows").Deserialize<List<TRow>>(Json) : null;
    }

    private static string TimeTable(IReadOnlyList<JointRow> rows) => Table(
        "setting | threads | generated | hand-written | PyTorch | training step | generated, with autograd | floor",
        rows.Select(row => string.Join(
            " | ",
            row.Setting,
            Text(row.Threads, "F0"),
            Text(row.GeneratedUs, "N0"),
            Text(row.HandwrittenUs, "N0"),
            Text(row.PytorchUs, "N0"),
            Text(row.TrainingUs, "N0"),
            Text(row.AutogradUs, "N0"),
            Text(row.FloorUs, "N0"))));

    private static string RatioTable(IReadOnlyList<JointRow> rows) => Table(
        "setting | threads | to hand-written | to PyTorch | to a training step | to autograd | to the floor",
        rows.Select(row => string.Join(
            " | ",
            row.Setting,
            Text(row.Threads, "F0"),
            Text(row.ToHandwritten),
            Text(row.ToPytorch),
            Text(row.ToTraining),
            Text(row.ToAutograd),
            Text(row.ToFloor, "F1"))));

    private static string FloorTable(IReadOnlyList<JointRow> rows) => Table(
        "setting | threads | counted, Mop | counted, MB | largest product, Gop/s | vectors, Gop/s | stream, GB/s",
        rows.Where(row => row.Rates is not null).Select(row => string.Join(
            " | ",
            row.Setting,
            Text(row.Threads, "F0"),
            Text(row.Rates!.MegaOperations, "F1"),
            Text(row.Rates.MegaBytes, "F1"),
            Text(row.Rates.PeakProductGflops, "F0"),
            Text(row.Rates.VectorGflops, "F0"),
            Text(row.Rates.StreamGbytes, "F0"))));

    private static string AllocationTable(IReadOnlyList<AllocationRow> rows) => Table(
        "setting | bytes a step | of TorchSharp's types | of HyperDsl's types | of .NET's types | tensors a step | most frequent types",
        rows.Select(row => string.Join(
            " | ",
            row.Setting,
            Text(row.Bytes, "N0"),
            Text(row.TorchSharpBytes, "N0"),
            Text(row.HyperDslBytes, "N0"),
            Text(row.OtherBytes, "N0"),
            Text(row.Tensors, "F1"),
            string.Join(", ", row.Types.Take(5).Select(type => $"`{type.Name.Replace("`1", "", StringComparison.Ordinal)}` {Text(type.Bytes, "N0")}")))));

    private static string StartupTable(IReadOnlyList<StartupRow> rows) => Table(
        "part | ms | least | largest",
        rows.Select(row => $"{row.Part} | {Text(row.Ms.Median, "N0")} | {Text(row.Ms.Min, "N0")} | {Text(row.Ms.Max, "N0")}"));

    private static string ResponsesTable(IReadOnlyList<ResponsesRow> rows) => Table(
        "candidates | by the response, s | one training, s | by random search, s | times as long | the run that learned the response, s",
        rows.Select(row => string.Join(
            " | ",
            Text(row.Candidates, "N0"),
            Text(row.ResponseSeconds.Median, "F2"),
            Text(row.TrainingSeconds.Median, "F2"),
            Text(row.SearchSeconds, "N0"),
            Text(row.Ratio, "N0"),
            Text(row.RunSeconds, "F2"))));

    private static string ScaleTable(IReadOnlyList<ScaleRow> rows) => Table(
        "family | hyperparameters | ms a step | range | peak memory, MB | before the run, MB",
        rows.Select(row => string.Join(
            " | ",
            row.Family,
            Text(row.Hyperparameters, "N0"),
            Text(row.StepMs.Median, "F2"),
            $"{Text(row.StepMs.Min, "F2")} to {Text(row.StepMs.Max, "F2")}",
            Text(row.PeakMb, "N0"),
            Text(row.BaseMb, "N0"))));
}
