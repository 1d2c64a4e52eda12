using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>The way that hyperparameters went, and trainings along it.</summary>
public sealed class TrajectoryTests
{
    static TrajectoryTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void It_is_straight_between_its_points()
    {
        var way = new Trajectory([1, 10]);
        way.Add(10, [2, 30]);
        way.Add(40, [5, 0]);
        Assert.Equal([0, 10, 40], way.Steps);
        Assert.Equal([1.0, 10.0], way.At(0));
        Assert.Equal([1.5, 20.0], way.At(0.125));
        Assert.Equal([2.0, 30.0], way.At(0.25));
        Assert.Equal([3.5, 15.0], way.At(0.625));
        Assert.Equal([5.0, 0.0], way.At(1));
    }

    [Theory]
    [InlineData(1, 100, 101)]
    [InlineData(300_000, 4, 3)]
    [InlineData(250_000, 101, 4)]
    [InlineData(2_000_000, 57, 3)]
    public void It_keeps_a_bounded_number_of_points(int count, int reports, int most)
    {
        var way = new Trajectory(new double[count]);
        var shared = new double[count];
        for (var report = 1; report <= reports; report++)
        {
            way.Add(report * 10, shared);
            Assert.InRange(way.Steps.Count, 2, most);
            Assert.Equal(0, way.Steps[0]);
            Assert.Equal(report * 10, way.Steps[^1]);
            Assert.Equal(way.Steps.Order().Distinct(), way.Steps);
        }
    }

    [Fact]
    public async Task A_run_knows_where_its_hyperparameters_went()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { ReportEvery = 50 });
        Assert.Equal([0, 50, 100, 150, 200], result.Trajectory.Steps);
        Assert.Equal(SmallNetwork.Hyperparameters.Space.InitialUnconstrained().Select(u => (float)u), result.Trajectory.At(0).Select(u => (float)u));
        Assert.Equal(result.Response.Current, result.Trajectory.At(1));
    }

    /// <summary>A training along a way that stands still is a training at that point, to the last bit.</summary>
    [Fact]
    public async Task A_training_along_a_point_is_one_at_it()
    {
        using var data = SmallData.Labelled();
        var start = new SmallNetwork.Hyperparameters { Dropout = 0.4 };
        var settings = TuneSmallNetwork.Settings with { Steps = 60 };
        using var still = await TuneSmallNetwork.RunFromAsync(start, data, settings with { HyperLearningRate = 0 });
        using var along = await TuneSmallNetwork.TrainAlongAsync(still.Trajectory, data, settings);
        using var at = await TuneSmallNetwork.TrainAtAsync(still.Hyperparameters, data, settings);
        Assert.Equal(0.4, along.Hyperparameters.Dropout, 1e-6);
        Assert.Equal(at.Model.Weights.data<float>().ToArray(), along.Model.Weights.data<float>().ToArray());

        using var moving = await TuneSmallNetwork.RunFromAsync(start, data, settings with { HyperLearningRate = 0.1 });
        using var other = await TuneSmallNetwork.TrainAlongAsync(moving.Trajectory, data, settings);
        Assert.NotEqual(at.Model.Weights.data<float>().ToArray(), other.Model.Weights.data<float>().ToArray());
        Assert.Equal(moving.Hyperparameters.Dropout, other.Hyperparameters.Dropout, 1e-6);
    }

    [Fact]
    public async Task A_trajectory_of_another_model_is_refused()
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.TrainAlongAsync(new Trajectory([1, 2]), data));
        Assert.Equal("The trajectory is one of 2 hyperparameter values; this model has 12.", exception.Message);
    }

    [Fact]
    public async Task A_start_outside_its_bounds_is_named()
    {
        using var data = SmallData.Labelled();
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunFromAsync(new() { Dropout = 0.95 }, data));
        Assert.StartsWith("Dropout: The value 0.95", exception.Message, StringComparison.Ordinal);
    }
}
