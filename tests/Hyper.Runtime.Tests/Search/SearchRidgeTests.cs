using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Searches for the strength of a ridge regression on digits, against its closed form.</summary>
public sealed class SearchRidgeTests(ITestOutputHelper output)
{
    static SearchRidgeTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<int> Seeds => [.. Thorough.Seeds(2, of: 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_grid_of_fifteen(int seed) => Holds(async data => await GridRidge.RunAsync(data, For(GridRidge.Settings, seed)), seed, within: 0.01);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Fifteen_points_of_a_Sobol_sequence(int seed) => Holds(async data => await RandomRidge.RunAsync(data, For(RandomRidge.Settings, seed)), seed, within: 0.02);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Bayesian_optimization_in_twelve(int seed) => Holds(async data => await BayesianRidge.RunAsync(data, For(BayesianRidge.Settings, seed)), seed, within: 0.002);

    private static ExperimentSettings For(ExperimentSettings settings, int seed) => settings with { Seed = seed, Precision = Precision.Float64 };

    private async Task Holds(
        Func<DataSplits, Task<SearchResult<SearchedRidge.Trained, SearchedRidge.Hyperparameters>>> search, int seed, double within)
    {
        using var splits = DigitSplits.OneHot(seed);
        using var result = await search(splits);
        using var oracle = new RidgeOracle(splits);

        // Each trial found the loss that its strength has.
        foreach (var trial in result.Trials)
        {
            Assert.InRange(trial.ValidationLoss!.Value / Exact(trial.Specification.Hyperparameters["Decay"][0]), 1 - 1e-2, 1 + 1e-2);
        }

        // The best strength there is: of a grid whose neighbours differ by a tenth, and then, around the best of those, by a hundredth.
        var near = 3e-3 * Math.Exp(0.1 * Enumerable.Range(0, 82).MinBy(i => Exact(3e-3 * Math.Exp(0.1 * i))));
        var best = Enumerable.Range(-10, 21).Min(i => Exact(near * Math.Exp(0.01 * i)));
        output.WriteLine(FormattableString.Invariant(
            $"seed {seed}: best of {result.Trials.Count} trials {result.ValidationLoss:F6} at {result.Hyperparameters.Decay:G3}, exact {best:F6}"));
        Assert.InRange(result.ValidationLoss / best, 1 - 1e-3, 1 + within);

        double Exact(double strength)
        {
            using var scope = NewDisposeScope();
            var (response, _) = oracle.Solve([Math.Log(strength)], Per.Scalar);
            var rows = response.narrow(0, 0, 640).view(10, 64);
            var residual = splits.Validation.Inputs.mm(rows.t()) + response.narrow(0, 640, 10) - splits.Validation.Targets;
            return residual.square().sum([1L]).mean().item<double>();
        }
    }
}
