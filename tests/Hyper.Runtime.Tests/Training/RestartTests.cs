using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Whether the weights follow û, and how a run starts afresh.</summary>
public sealed class RestartTests : IDisposable
{
    static RestartTests() => NativeBackend.EnsureLoaded();

    private readonly DataSplits data = SmallData.Labelled();

    // Steps of φ that are lost in rounding: what moves the weights at û is û alone.
    private static ExperimentSettings OfHyperparametersAlone =>
        TuneSmallNetwork.Settings with { Steps = 60, RestartAt = 0, LearningRate = 1e-30, HyperLearningRate = 0.1, HealthChecks = 0, Keep = Keep.Last };

    public void Dispose() => data.Dispose();

    /// <summary>The outer half-step is no way for validation rows into the weights, unless the user says so.</summary>
    [Fact]
    public async Task Weights_move_with_the_hyperparameters_only_where_they_follow()
    {
        using var still = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone with { HyperLearningRate = 0 });
        using var staying = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone);
        using var following = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone with { FollowResponse = true });
        Assert.NotEqual(still.Hyperparameters, staying.Hyperparameters);
        Assert.Equal(Numbers(still.Model.Weights), Numbers(staying.Model.Weights));
        Assert.NotEqual(Numbers(still.Model.Weights), Numbers(following.Model.Weights));
    }

    /// <summary>The run that restarts forgets its weights and keeps û; what it returns is a state of its second part.</summary>
    [Fact]
    public async Task A_restart_draws_the_weights_anew_and_keeps_the_hyperparameters()
    {
        using var before = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone with { Steps = 30 });
        using var after = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone with { RestartAt = 0.5, Steps = 60, HyperLearningRate = 0.1 });
        Assert.NotEqual(Numbers(before.Model.Weights), Numbers(after.Model.Weights));

        // Of the same spread: the standard initialisation.
        using var scope = NewDisposeScope();
        Assert.InRange((after.Model.Weights.std() / before.Model.Weights.std()).item<float>(), 0.8f, 1.25f);
        Assert.Equal(before.Trajectory.At(1), after.Trajectory.At(0.5));

        using var trained = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 300, RestartAt = 0.5, HealthChecks = 0 });
        Assert.True(trained.BestStep > 150);
        Assert.All(trained.History.Where(entry => entry.Step <= 150), entry => Assert.Null(entry.SplitLoss));
        Assert.Contains(trained.History, entry => entry.SplitLoss is not null);
    }

    /// <summary>û rests in the first share of each part, and moves with every step of the others.</summary>
    [Theory]
    [InlineData(0.5, 0.4)]
    [InlineData(0.3, 0.2)]
    [InlineData(0, 0.25)]
    [InlineData(0.5, 0)]
    public async Task The_hyperparameters_rest_at_the_start_of_each_part(double restartAt, double share)
    {
        const int Steps = 60;
        using var result = await TuneSmallNetwork.RunAsync(data, OfHyperparametersAlone with { Steps = Steps, RestartAt = restartAt, WarmupShare = share, ReportEvery = 1, LearningRate = 1e-2 });
        var restart = (int)(restartAt * Steps);
        for (var step = 0; step < Steps; step++)
        {
            var (start, length) = step < restart ? (0, restart) : (restart, Steps - restart);
            var rests = step < start + (int)(share * length);
            Assert.Equal(rests, result.Trajectory.At((double)step / Steps).SequenceEqual(result.Trajectory.At((step + 1.0) / Steps)));
        }
    }

    private static float[] Numbers(Tensor weights) => weights.data<float>().ToArray();
}
