using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>What is fixed in an experiment stays where it is, and the rest is tuned as if it were no hyperparameter.</summary>
public sealed class FixedTests : IDisposable
{
    private readonly DataSplits data = SmallData.Labelled();

    static FixedTests() => NativeBackend.EnsureLoaded();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_fixed_hyperparameter_stays_to_the_last_bit()
    {
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 100, Fixed = "Dropout, Lasso" });
        var start = new SmallNetwork.Hyperparameters();
        Assert.Equal(start.Dropout, result.Hyperparameters.Dropout, 6);
        Assert.Equal(start.Lasso.ToArray(), result.Hyperparameters.Lasso.ToArray(), (one, other) => Math.Abs(one - other) < 1e-10);
        Assert.DoesNotContain(start.WeightDecay[0], result.Hyperparameters.WeightDecay.ToArray());
        var way = result.Trajectory;
        Assert.Equal(way.At(0)[9..], way.At(1)[9..]);
    }

    [Fact]
    public async Task It_stays_where_a_run_starts_from()
    {
        using var result = await TuneSmallNetwork.RunFromAsync(new() { Dropout = 0.3 }, data, TuneSmallNetwork.Settings with { Steps = 30, Fixed = "Dropout" });
        Assert.Equal(0.3, result.Hyperparameters.Dropout, 6);
    }

    [Fact]
    public async Task A_search_draws_the_others_only()
    {
        using var random = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Fixed = "Dropout", Trials = 3 });
        Assert.All(random.Trials, trial => Assert.Equal(new SmallNetwork.Hyperparameters().Dropout, SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>.HyperparametersOf(trial).Dropout, 6));
        Assert.Equal(3, random.Trials.Select(trial => trial.Specification.Hyperparameters["WeightDecay"][0]).Distinct().Count());

        // One dimension is left of three: a grid has as many trials as points.
        using var grid = await GridSmallNetwork.RunAsync(data, GridSmallNetwork.Settings with { Tied = true, GridPoints = 4, Fixed = "Dropout,Lasso" });
        Assert.Equal(4, grid.Trials.Count);
    }

    [Theory]
    [InlineData("Droput", "Fixed names 'Droput', and the hyperparameters are WeightDecay, Lasso, Dropout")]
    [InlineData("WeightDecay, Lasso, Dropout", "nothing to tune")]
    public async Task What_cannot_be_fixed_is_refused(string names, string words)
    {
        var run = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Fixed = names }));
        Assert.Contains(words, run.Message, StringComparison.Ordinal);
        var search = await Assert.ThrowsAsync<HyperDslException>(() => RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Fixed = names }));
        Assert.Contains(words, search.Message, StringComparison.Ordinal);
    }
}
