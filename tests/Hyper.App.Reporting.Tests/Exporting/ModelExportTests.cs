using System.Globalization;
using System.Text.Json;
using Hyper.App.Exporting;
using Hyper.App.Records.Reading;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.App.Reporting.Tests.Python;
using Hyper.Runtime;
using Hyper.Runtime.Data;
using static TorchSharp.torch;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>PyTorch itself loads what is exported, strictly, and answers as the model does.</summary>
public sealed class ModelExportTests : IDisposable
{
    private const string Read = """
        import json, math, struct, sys, torch
        torch.set_num_threads(1)
        types = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}
        def read(path):
            if path.endswith(".pt"):
                return torch.load(path)
            data = bytearray(open(path, "rb").read())
            start = 8 + struct.unpack("<Q", data[:8])[0]
            return {n: torch.frombuffer(data, dtype=types[t["dtype"]], count=math.prod(t["shape"]), offset=start + t["data_offsets"][0]).view(t["shape"]) for n, t in json.loads(data[8:start]).items() if n != "__metadata__"}
        class Picture(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.Filter, self.Norm, self.Output = torch.nn.Conv2d(1, 3, 3), torch.nn.BatchNorm2d(3), torch.nn.Linear(48, 2)
            def forward(self, x):
                return self.Output(torch.relu(self.Norm(self.Filter(x))).flatten(1))
        class Series(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.Memory, self.Output = torch.nn.LSTM(4, 5, batch_first=True), torch.nn.Linear(5, 1)
            def forward(self, x):
                return self.Output(self.Memory(x)[1][0][0])
        model = Picture() if sys.argv[2] == "picture" else Series()
        model.load_state_dict(read(sys.argv[1]), strict=True)
        model.eval()
        x = torch.tensor(json.loads(sys.argv[3])).view(json.loads(sys.argv[4]))
        print(json.dumps(model(x).flatten().tolist()))
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("hyper-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableTheory]
    [InlineData(ExportFormat.Safetensors, "safetensors")]
    [InlineData(ExportFormat.Pt, "pt")]
    public async Task PyTorchAnswersAsTheModelWithRunningStatistics(ExportFormat format, string extension)
    {
        SystemPython.Require("torch");
        using var data = Rows([90, 1, 6, 6], 2);
        using var splits = DataSplits.Random(data, 1, 40, 30, 20);
        using var result = await TunePictures.RunAsync(splits);
        result.Model.Save(Path.Combine(folder, "model.safetensors"));
        using var scope = NewDisposeScope();
        Compare("picture", format, extension, [3, 1, 6, 6], result.Model.Predict);
    }

    [SkippableTheory]
    [InlineData(ExportFormat.Safetensors, "safetensors")]
    [InlineData(ExportFormat.Pt, "pt")]
    public async Task PyTorchAnswersAsTheRecurrentModel(ExportFormat format, string extension)
    {
        SystemPython.Require("torch");
        using var data = Rows([90, 7, 4], 1);
        using var splits = DataSplits.Random(data, 1, 40, 30, 20);
        using var result = await TuneSeries.RunAsync(splits);
        result.Model.Save(Path.Combine(folder, "model.safetensors"));
        using var scope = NewDisposeScope();
        Compare("series", format, extension, [3, 7, 4], result.Model.Predict);
    }

    [Fact]
    public void WhatIsNoModelIsRefused()
    {
        Assert.Contains("has no model", Assert.Throws<HyperDslException>(() => ModelExport.Write(folder, Path.Combine(folder, "x"), ExportFormat.Safetensors)).Message, StringComparison.Ordinal);
        TensorFiles.Write(Path.Combine(folder, "model.safetensors"), new Dictionary<string, string>(), ("a", [2], [1, 2], false));
        Assert.Contains("none that HyperDsl saved", Assert.Throws<HyperDslException>(() => ModelExport.Write(folder, Path.Combine(folder, "x"), ExportFormat.Safetensors)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "x")));
    }

    [Theory]
    [InlineData("""{"Table.weight":2}""", "names a row that Table.weight does not have")]
    [InlineData("""{"Other.weight":0}""", "names a row that Other.weight does not have")]
    [InlineData("""{"Table.weight":"first"}""", "names a row that Table.weight does not have")]
    [InlineData("""[1]""", "'zero_rows' of its metadata is damaged")]
    public void ARowThatCountsAsZeroHasToBeThere(string zeroRows, string expected)
    {
        var path = Path.Combine(folder, "model.safetensors");
        TensorFiles.Write(
            path,
            new Dictionary<string, string> { ["format"] = "hyperdsl.model", ["format_version"] = "1", ["layout"] = """{"Table.weight":[2,1]}""", ["zero_rows"] = zeroRows },
            ("Table.weight", [2, 1], [1, 2], true));
        Assert.Contains(expected, Assert.Throws<HyperDslException>(() => ModelExport.Write(path, Path.Combine(folder, "x"), ExportFormat.Safetensors)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "x")));
    }

    [Fact]
    public void CurvesAreWrittenForTensorBoard()
    {
        var run = FakeRuns.Classes(Path.Combine(folder, "run"));
        TensorBoardLog.Write(run, Path.Combine(folder, "events"));
        var bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(folder, "events"), "events.out.tfevents.*")));

        // A record is its length, a checksum of it, the event, and a checksum of that.
        var records = 0;
        for (var at = 0L; at < bytes.Length; at += 16 + BitConverter.ToInt64(bytes, (int)at))
        {
            records++;
        }

        var reports = RunFolderReader.Read(run).History;
        Assert.True(records >= reports.Count * 5, $"{records} records of {reports.Count} reports");
        Assert.Contains("hyperparameters/Dropout", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    private static Dataset Rows(long[] shape, long outputs)
    {
        using var noise = new Generator(5);
        return new Dataset(randn(shape, generator: noise), randn([shape[0], outputs], generator: noise));
    }

    private void Compare(string kind, ExportFormat format, string extension, long[] shape, Func<Tensor, Tensor> predict)
    {
        var path = Path.Combine(folder, "export." + extension);
        ModelExport.Write(folder, path, format);
        using var noise = new Generator(9);
        var inputs = randn(shape, generator: noise);
        var expected = predict(inputs).flatten().data<float>().ToArray();
        var found = JsonSerializer.Deserialize<double[]>(SystemPython.Run(Read, path, kind, $"[{string.Join(',', inputs.data<float>().ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]", $"[{string.Join(',', shape)}]"))!;
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
