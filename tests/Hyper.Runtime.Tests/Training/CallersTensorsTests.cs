using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>What a caller owns stays as it is, and is needed only until a call has begun.</summary>
public sealed class CallersTensorsTests
{
    static CallersTensorsTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task A_forward_method_that_writes_over_its_inputs_changes_no_row_and_no_number()
    {
        using var data = SmallData.Labelled();
        using var training = data.Training.Inputs.clone();
        using var validation = data.Validation.Inputs.clone();
        using var writing = await TuneWritesOver.RunAsync(data);
        Assert.True(data.Training.Inputs.eq(training).all().item<bool>());
        Assert.True(data.Validation.Inputs.eq(validation).all().item<bool>());
        using var plain = await TuneWritesNothing.RunAsync(data);
        Assert.Equal(plain.Hyperparameters.Decay, writing.Hyperparameters.Decay);
        Assert.Equal(plain.ValidationLoss, writing.ValidationLoss);
        Assert.Equal(plain.Model.Weights.data<float>().ToArray(), writing.Model.Weights.data<float>().ToArray());

        using var scope = NewDisposeScope();
        var inputs = validation.clone();
        var first = writing.Model.Predict(inputs);
        Assert.True(inputs.eq(validation).all().item<bool>());
        Assert.True(first.eq(writing.Model.Predict(inputs)).all().item<bool>());
    }

    [Fact]
    public async Task Rows_may_be_disposed_of_as_soon_as_a_run_has_begun()
    {
        using var kept = SmallData.Labelled();
        using var expected = await TuneSmallNetwork.RunAsync(kept);
        using var result = await BegunAndLeft();
        Assert.Equal(expected.ValidationLoss, result.ValidationLoss);

        static Task<TuneSmallNetwork.Result> BegunAndLeft()
        {
            using var data = SmallData.Labelled();
            return TuneSmallNetwork.RunAsync(data);
        }
    }

    [Fact]
    public async Task What_has_been_disposed_of_is_named()
    {
        var data = SmallData.Labelled();
        var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 5 });
        result.Dispose();
        using var inputs = randn(2, 8);
        Assert.Contains("Trained", Assert.Throws<ObjectDisposedException>(() => result.Model.Predict(inputs)).ObjectName, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => result.ValidationLossAt(result.Hyperparameters));
        data.Dispose();
        var problem = await Assert.ThrowsAsync<ObjectDisposedException>(() => TuneSmallNetwork.RunAsync(data));
        Assert.Contains("The training rows have been disposed of", problem.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => RandomSmallNetwork.RunAsync(data));
    }

    [Fact]
    public async Task No_rows_are_no_inputs()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 5 });
        using var none = randn(0, 8);
        Assert.Contains("[0, 8]; at least one row is expected", Assert.Throws<HyperDslException>(() => result.Model.Predict(none)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_is_not_marked_is_refused()
    {
        using var data = SmallData.Labelled();
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => TuneHoldsUnmarked.RunAsync(data));
        Assert.Contains("The module 'stem' of HoldsUnmarked is not marked [SharedModule]", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_module_stays_frozen()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneFrozenStem.RunAsync(data);
        var (_, mean) = Assert.Single(result.Model.State, entry => entry.Name.EndsWith("running_mean", StringComparison.Ordinal));

        // Nothing has been learned from the rows, for evaluation mode learns nothing.
        Assert.Equal(0, mean.abs().max().item<float>());
    }
}
