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

    /// <summary>What cannot be had at the end of a run is said before its first step.</summary>
    [Fact]
    public async Task Folds_and_a_refit_are_refused_before_the_run()
    {
        using var data = Rows(8);
        var steps = 0;
        var progress = new Callback(_ => steps++);
        var refit = await Assert.ThrowsAsync<HyperDslException>(() => TuneTunedExamples.RunAsync(data, TuneTunedExamples.Settings with { Steps = 2, Refit = true }, progress));
        Assert.StartsWith("Trust has a value for each training row, and the validation rows have none", refit.Message, StringComparison.Ordinal);
        var folds = await Assert.ThrowsAsync<HyperDslException>(() => TuneTunedExamples.RunAsync(data, TuneTunedExamples.Settings with { Steps = 2, Folds = 2 }, progress));
        Assert.StartsWith("Folds is 2, and Trust has a value for each training row", folds.Message, StringComparison.Ordinal);
        var later = await Assert.ThrowsAsync<HyperDslException>(() => TuneTunedExamples.RefitAsync(new(), data));
        Assert.Equal(refit.Message, later.Message);
        Assert.Equal(0, steps);
    }

    private static DataSplits Rows(int count)
    {
        using var scope = NewDisposeScope();
        return new(
            new Dataset(ones(count, 8).DetachFromDisposeScope(), ones(count, 1).DetachFromDisposeScope()),
            new Dataset(ones(3, 8).DetachFromDisposeScope(), ones(3, 1).DetachFromDisposeScope()));
    }
}
