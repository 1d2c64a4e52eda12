using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>Saving, loading and refusing leave no tensors behind.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LoadLeakTests
{
    static LoadLeakTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var response = RoundTrip.Drawn<SmallConvNet, SmallConvNet.Trained, SmallConvNet.Hyperparameters, SmallConvNet.BestResponse>(ScalarType.Float32, 1);
        using var model = response.At([.. response.Current]);
        Once();
        var before = LiveTensors();
        for (var i = 0; i < 5; i++)
        {
            Once();
        }

        Assert.InRange(LiveTensors() - before, long.MinValue, 4);

        void Once()
        {
            var (savedModel, savedResponse) = (RoundTrip.Saved(model.Save), RoundTrip.Saved(response.Save));
            using var modelStream = new MemoryStream(savedModel);
            using var loaded = SmallConvNet.Load(modelStream);
            using var responseStream = new MemoryStream(savedResponse);
            using var loadedResponse = SmallConvNet.LoadResponse(responseStream);

            // The last number is missing, after there was memory for all.
            using var cutModel = new LengthlessStream(savedModel[..^1]);
            Assert.Throws<HyperDslException>(() => SmallConvNet.Load(cutModel));
            using var cutResponse = new LengthlessStream(savedResponse[..^1]);
            Assert.Throws<HyperDslException>(() => SmallConvNet.LoadResponse(cutResponse));
        }
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Tensor.TotalCount;
    }
}
