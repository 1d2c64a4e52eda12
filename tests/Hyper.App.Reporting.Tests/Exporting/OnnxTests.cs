using Hyper.App.Exporting;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.App.Reporting.Tests.Python;
using Hyper.Runtime.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace Hyper.App.Reporting.Tests.Exporting;

/// <summary>The way to ONNX that the documentation shows: through PyTorch, from the exported weights.</summary>
public sealed class OnnxTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hyper-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task OnnxRuntimeAnswersAsTheModelAfterPyTorchHasConvertedIt()
    {
        SystemPython.Require("torch");
        using var noise = new Generator(5);
        using var data = new Dataset(randn(90, 1, 6, 6, generator: noise), randn(90, 2, generator: noise));
        using var splits = DataSplits.Random(data, 1, 40, 30, 20);
        using var result = await TunePictures.RunAsync(splits);
        var (saved, weights, file) = (Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "weights.pt"), Path.Combine(folder, "model.onnx"));
        result.Model.Save(saved);
        ModelExport.Write(saved, weights, ExportFormat.Pt);
        SystemPython.RunFile("to_onnx.py", weights, file);

        using var scope = NewDisposeScope();
        using var session = new InferenceSession(file);
        foreach (var rows in (long[])[1, 7])
        {
            var pictures = randn(rows, 1, 6, 6, generator: noise);
            var expected = result.Model.Predict(pictures);
            using var answers = session.Run([NamedOnnxValue.CreateFromTensor("pictures", new DenseTensor<float>(pictures.data<float>().ToArray(), [(int)rows, 1, 6, 6]))]);
            var found = answers[0].AsTensor<float>();
            Assert.Equal([(int)rows, 2], found.Dimensions.ToArray());
            Assert.All(expected.data<float>().ToArray().Zip(found.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }
}
