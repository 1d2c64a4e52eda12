using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>One value an example needs as many examples as there are values, and runs say so before they start.</summary>
public sealed class ExampleCountTests
{
    private const string Message = "Trust has one value an example and Count = 8, but the training split has 9 rows. Write Count = 9, or train on 8 rows.";

    static ExampleCountTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task A_run_on_another_number_of_rows_is_refused()
    {
        using var data = Rows(9);
        Assert.Equal(Message, (await Assert.ThrowsAsync<HyperDslException>(() => TuneTunedExamples.RunAsync(data))).Message);
    }

    [Fact]
    public async Task An_ordinary_training_on_another_number_of_rows_is_refused()
    {
        using var data = Rows(9);
        Assert.Equal(Message, (await Assert.ThrowsAsync<HyperDslException>(() => TuneTunedExamples.TrainAtAsync(new(), data))).Message);
    }

    private static DataSplits Rows(int count)
    {
        using var scope = NewDisposeScope();
        return new(
            new Dataset(ones(count, 8).DetachFromDisposeScope(), ones(count, 1).DetachFromDisposeScope()),
            new Dataset(ones(3, 8).DetachFromDisposeScope(), ones(3, 1).DetachFromDisposeScope()));
    }
}
