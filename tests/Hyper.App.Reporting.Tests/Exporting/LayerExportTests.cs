using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Hyper.App.Exporting;
using Hyper.App.Reporting.Tests.Python;
using Hyper.Runtime.Data;
using Hyper.Runtime.Runs;
using static TorchSharp.torch;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>Every kind of layer, with all its options, is loaded strictly by PyTorch's module of that kind, and answers as it does here.</summary>
public sealed class LayerExportTests : IDisposable
{
    // The two sum in other orders; relative to the largest answer.
    private const double Tolerance = 1e-5;

    private readonly string folder = Directory.CreateTempSubdirectory("hyper-layers-").FullName;

    public static TheoryData<string, long[], long> Layers { get; } = new()
    {
        { "Linear", [5, 4], 15 },
        { "Conv1d", [2, 11], 24 },
        { "Conv2d", [2, 7, 8], 90 },
        { "ConvTranspose2d", [2, 4, 5], 480 },
        { "Embedding", [6], 42 },
        { "Norm", [4, 3], 12 },
        { "BatchNorm", [4], 12 },
        { "Lstm", [6, 4], 24 },
        { "Gru", [6, 4], 21 },
        { "Shared", [4], 2 },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Layers))]
    public async Task PyTorchAnswersAsTheLayerDoes(string kind, long[] row, long outputs)
    {
        SystemPython.Require("torch");
        var experiment = ExperimentCatalog.Find($"{typeof(LayerExportTests).Namespace}.Tune{(kind == "ConvTranspose2d" ? "Transposed" : kind)}Layers");
        using var noise = new Generator(5);
        using var data = new Dataset(Rows(kind, [90, .. row], noise), randn([90, outputs], generator: noise));
        using var splits = DataSplits.Random(data, 1, 40, 30, 20);
        using var result = await experiment.RunAsync(new RunRequest(splits, experiment.Settings));
        var model = Path.Combine(folder, "model.safetensors");
        result.Model.Save(model);

        using var scope = NewDisposeScope();
        var inputs = Rows(kind, [9, .. row], noise);
        var expected = result.Model.Outputs(inputs).to(ScalarType.Float64);
        var largest = expected.abs().max().item<double>();
        Write(Path.Combine(folder, "rows"), inputs);
        foreach (var (format, extension) in ((ExportFormat, string)[])[(ExportFormat.Safetensors, "safetensors"), (ExportFormat.Pt, "pt")])
        {
            var weights = Path.Combine(folder, "weights." + extension);
            ModelExport.Write(model, weights, format);
            SystemPython.RunFile("layers.py", kind, weights, Path.Combine(folder, "rows"), Path.Combine(folder, "answers"));
            var (shape, found) = Read(Path.Combine(folder, "answers"));
            Assert.Equal(expected.shape, shape);
            Assert.All(expected.data<double>().ToArray().Zip(found), pair => Assert.Equal(pair.First, pair.Second, Tolerance * largest));
        }
    }

    private static Tensor Rows(string kind, long[] shape, Generator noise) =>
        kind == "Embedding" ? randint(0, 7, shape, dtype: ScalarType.Int64, generator: noise) : randn(shape, generator: noise);

    private static void Write(string path, Tensor tensor)
    {
        var numbers = tensor.dtype == ScalarType.Int64 ? MemoryMarshal.AsBytes<long>(tensor.data<long>().ToArray()) : MemoryMarshal.AsBytes<float>(tensor.data<float>().ToArray());
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(tensor.shape) + "\n"), .. numbers]);
    }

    private static (long[] Shape, double[] Numbers) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var end = Array.IndexOf(bytes, (byte)'\n');
        return (JsonSerializer.Deserialize<long[]>(bytes.AsSpan(0, end))!, MemoryMarshal.Cast<byte, double>(bytes.AsSpan(end + 1)).ToArray());
    }
}
