using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.Runtime.Tests.Data;

/// <summary>What the tests of this room share: a libtorch, and small datasets.</summary>
public abstract class DataTests
{
    static DataTests() => NativeBackend.EnsureLoaded();

    /// <summary>Row i has inputs (10i, 10i + 1) and label i.</summary>
    protected static Dataset Labelled(int rows) => new(
        torch.tensor(
            Enumerable.Range(0, rows).SelectMany(i => new[] { 10f * i, (10f * i) + 1 }).ToArray(), [rows, 2]),
        torch.arange(rows, dtype: torch.ScalarType.Int64));

    protected static long[] Labels(Dataset data) => data.Targets.data<long>().ToArray();

    protected static float[] Inputs(Dataset data) => data.Inputs.contiguous().data<float>().ToArray();

    protected static string Refused(Action action) => Assert.Throws<HyperDslException>(action).Message;
}
