using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using TorchSharp;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Searches as a whole, on a small network.</summary>
public sealed class SearchRunTests
{
    static SearchRunTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Searches => [nameof(RandomSmallNetwork), nameof(GridSmallNetwork), nameof(BayesianSmallNetwork), nameof(HalveSmallNetwork), nameof(HyperbandSmallNetwork)];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task The_same_seed_gives_the_same_bits_however_many_trials_run_at_a_time(string search)
    {
        using var data = SmallData.Labelled();
        using var one = await RunAsync(search, data, settings => settings with { Parallelism = 1 });
        using var two = await RunAsync(search, data, settings => settings with { Parallelism = 2 });
        using var chosen = await RunAsync(search, data, settings => settings);
        foreach (var other in (SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>[])[two, chosen])
        {
            Assert.Equal(one.Trials.Select(trial => trial.ValidationLoss), other.Trials.Select(trial => trial.ValidationLoss));
            Assert.Equal(one.Trials.Select(trial => trial.TrainingLoss), other.Trials.Select(trial => trial.TrainingLoss));
            Assert.Equal(one.Trials.SelectMany(Values), other.Trials.SelectMany(Values));
            Assert.Equal(one.Model.Weights.data<float>().ToArray(), other.Model.Weights.data<float>().ToArray());
            Assert.Equal(one.Best.Specification.Trial, other.Best.Specification.Trial);
        }
    }

    [Theory]
    [InlineData(nameof(RandomSmallNetwork), 6)]
    [InlineData(nameof(GridSmallNetwork), 8)]
    [InlineData(nameof(BayesianSmallNetwork), 8)]
    [InlineData(nameof(HalveSmallNetwork), 9 + 3 + 1)]
    [InlineData(nameof(HyperbandSmallNetwork), 9 + 3 + 1 + 5 + 1 + 3)]
    public async Task The_result_is_the_best_of_all_trials(string search, int trials)
    {
        using var data = SmallData.Labelled();
        using var result = await RunAsync(search, data, settings => settings);
        Assert.Equal(Enumerable.Range(0, trials), result.Trials.Select(trial => trial.Specification.Trial));
        Assert.All(result.Trials, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        Assert.Equal(result.Trials.Min(trial => trial.ValidationLoss), result.ValidationLoss);
        Assert.Equal(result.ValidationLoss, result.Best.ValidationLoss);
        Assert.Equal(result.ValidationLoss, result.Model.ValidationLoss(data.Validation), 1e-12);
        Assert.Equal(result.Hyperparameters.Dropout, Assert.Single(result.Best.Specification.Hyperparameters["Dropout"]));
        Assert.Equal(result.Hyperparameters.WeightDecay, result.Best.Specification.Hyperparameters["WeightDecay"]);
        Assert.Equal(result.Trials.Select(trial => trial.ValidationLoss), result.History.Select(entry => (double?)entry.ValidationLoss));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task A_trial_is_the_ordinary_training_of_its_hyperparameters()
    {
        using var data = SmallData.Labelled();
        using var result = await RandomSmallNetwork.RunAsync(data);
        using var training = await RandomSmallNetwork.TrainAtAsync(result.Hyperparameters, data, RandomSmallNetwork.Settings with { Threads = 1 });
        Assert.Equal(training.ValidationLoss, result.ValidationLoss);
    }

    [Fact]
    public async Task A_trial_is_a_function_of_its_specification_as_it_is_written()
    {
        using var data = SmallData.Labelled();
        using var result = await HalveSmallNetwork.RunAsync(data);
        var runner = ExperimentCatalog.Find(result.Trials[0].Specification.Experiment).TrialAsync;
        Assert.NotNull(runner);
        foreach (var trial in result.Trials)
        {
            var again = await runner(TrialSpecification.FromJson(trial.Specification.ToJson()), data, default);
            Assert.Equal((trial.ValidationLoss, trial.TrainingLoss, trial.Steps), (again.ValidationLoss, again.TrainingLoss, again.Steps));
            Assert.Null(again.FinishedSeconds);
        }

        Assert.Equal([.. Enumerable.Repeat(3, 9), 9, 9, 9, 27], result.Trials.Select(trial => trial.Steps));
    }

    [Fact]
    public async Task Tied_values_are_searched_as_one()
    {
        using var data = SmallData.Labelled();
        using var result = await GridSmallNetwork.RunAsync(data);
        Assert.All(result.Trials, trial => Assert.Single(trial.Specification.Hyperparameters["WeightDecay"].Distinct()));
        Assert.Equal(2, result.Trials.Select(trial => trial.Specification.Hyperparameters["WeightDecay"][0]).Distinct().Count());
        using var apart = await RandomSmallNetwork.RunAsync(data);
        Assert.Equal(9, apart.Best.Specification.Hyperparameters["WeightDecay"].Distinct().Count());
    }

    [Fact]
    public async Task The_curves_are_of_the_lowest_loss_so_far()
    {
        using var data = SmallData.Labelled();
        using var result = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Trials = 12 });
        foreach (var curve in (IReadOnlyList<SearchPoint>[])[result.BestOverTrials, result.BestOverSeconds])
        {
            Assert.Equal(result.ValidationLoss, curve[^1].ValidationLoss);
            Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(
                pair.First.ValidationLoss > pair.Second.ValidationLoss && pair.First.Trials < pair.Second.Trials && pair.First.Seconds <= pair.Second.Seconds));
        }

        Assert.All(result.BestOverTrials, point => Assert.Equal(result.Trials.Take(point.Trials).Min(trial => trial.ValidationLoss), point.ValidationLoss));
    }

    [Fact]
    public async Task Trials_that_diverge_are_recorded_and_the_search_goes_on()
    {
        using var data = SmallData.Labelled();

        // A step of plain descent multiplies a weight by 1 − 2·rate·strength at the least, which is beyond −1 for a strength above
        // 20; how far the data move the border nobody asks here.
        using var result = await DescendSteeply.RunAsync(data);
        Assert.Equal(16, result.Trials.Count);
        foreach (var trial in result.Trials)
        {
            var strength = trial.Specification.Hyperparameters["Decay"][0];
            if (strength is < 10 or > 40)
            {
                Assert.Equal(strength > 40 ? TrialStatus.Failed : TrialStatus.Completed, trial.Status);
            }

            Assert.Equal(trial.Status == TrialStatus.Completed, trial.ValidationLoss is not null);
            Assert.Equal(trial.Status == TrialStatus.Failed, trial.Failure is not null);
        }

        var failed = result.Trials.Where(trial => trial.Status == TrialStatus.Failed).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, trial => Assert.Contains("diverged", trial.Failure, StringComparison.Ordinal));
        Assert.Contains($"{failed.Count} of 16 trials failed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.True(double.IsFinite(result.ValidationLoss));
    }

    [Fact]
    public async Task A_search_whose_trials_all_fail_says_why()
    {
        using var data = SmallData.Labelled();
        var problem = await Assert.ThrowsAsync<HyperDslException>(() =>
            DescendSteeply.RunAsync(data, DescendSteeply.Settings with { LearningRate = 1e12, ReportEvery = 1 }));
        Assert.Contains("Each of the 16 trials failed", problem.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_counts_trials()
    {
        using var data = SmallData.Labelled();
        var reports = new Reports();
        using var result = await RandomSmallNetwork.RunAsync(data, reports);
        Assert.Equal([1, 2, 3, 4, 5, 6], reports.Seen.Select(report => report.Step));
        Assert.All(reports.Seen, report => Assert.Equal(6, report.Steps));
        Assert.Equal(result.ValidationLoss, reports.Seen.Min(report => report.ValidationLoss));
        Assert.Equal(["WeightDecay", "Lasso", "Dropout"], reports.Seen[0].Hyperparameters.Select(summary => summary.Name));
    }

    [Fact]
    public async Task A_cancelled_search_stops()
    {
        using var data = SmallData.Labelled();
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports { OnReport = cancellation.Cancel };
        using var result = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Trials = 10_000, Steps = 200, Parallelism = 2 }, reports, cancellation.Token);
        Assert.InRange(reports.Seen.Count, 1, 2);
        Assert.Equal((RunEnding.Cancelled, reports.Seen.Count), (result.Ending, result.Trials.Count));
    }

    [Fact]
    public async Task Test_rows_are_measured_where_that_is_asked_for()
    {
        using var digits = Digits.Load();
        using var data = DataSplits.Random(digits, 1, 60, 40, 30);
        var settings = RandomTestedDigits.Settings;
        using var without = await RandomTestedDigits.RunAsync(data);
        Assert.All(without.Trials, trial => Assert.Null(trial.TestLoss));
        using var with = await RandomTestedDigits.RunAsync(data, settings with { MeasureTest = true });
        Assert.Equal(with.Model.ValidationLoss(data.Test!), with.Best.TestLoss!.Value, 1e-12);
        Assert.Equal(without.Trials.Select(trial => trial.ValidationLoss), with.Trials.Select(trial => trial.ValidationLoss));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Bayesian_optimization_of_a_few_trials_draws_fewer(int trials)
    {
        using var data = SmallData.Labelled();
        using var search = await BayesianSmallNetwork.RunAsync(data, BayesianSmallNetwork.Settings with { Trials = trials, InitialTrials = 0 });
        Assert.Equal(trials, search.Trials.Count);
        Assert.All(search.Trials, trial => Assert.NotNull(trial.ValidationLoss));
    }

    [Fact]
    public async Task Settings_that_do_not_go_together_are_refused_before_a_trial()
    {
        using var data = SmallData.Labelled();
        await Refuses(BayesianSmallNetwork.RunAsync(data, BayesianSmallNetwork.Settings with { Trials = 3 }), "InitialTrials is 3 of 3");
        await Refuses(GridSmallNetwork.RunAsync(data, GridSmallNetwork.Settings with { Tied = false, GridPoints = 3 }), "12 dimensions");
        await Refuses(RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { TimeLimit = -1 }), "TimeLimit");
        await Refuses(RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Trials = 0 }), "Trials");
        await Refuses(HalveSmallNetwork.RunAsync(data, HalveSmallNetwork.Settings with { Reduction = 1 }), "Reduction");

        static async Task Refuses(Task search, string what) =>
            Assert.Contains(what, (await Assert.ThrowsAsync<HyperDslException>(() => search)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_specification_of_another_model_is_refused()
    {
        using var data = SmallData.Labelled();
        var good = new TrialSpecification
        {
            Experiment = "RandomSmallNetwork",
            Hyperparameters = TrialSpecification.ByName(SmallNetwork.Hyperparameters.Space, SmallNetwork.Hyperparameters.Space.ToNatural(SmallNetwork.Hyperparameters.Space.InitialUnconstrained())),
            Settings = RandomSmallNetwork.Settings,
        };
        Assert.Equal(TrialStatus.Completed, (await RandomSmallNetwork.TrialAsync(good, data)).Status);
        await Refuses(good.Hyperparameters.Where(pair => pair.Key != "Dropout"), "0 values of Dropout");
        await Refuses(good.Hyperparameters.Append(new("Rate", [1])), "Rate");
        await Refuses(good.Hyperparameters.Select(pair => pair.Key == "Dropout" ? new(pair.Key, [2]) : pair), "Dropout");

        async Task Refuses(IEnumerable<KeyValuePair<string, IReadOnlyList<double>>> values, string what) =>
            Assert.Contains(
                what,
                (await Assert.ThrowsAsync<HyperDslException>(() => RandomSmallNetwork.TrialAsync(good with { Hyperparameters = values.ToDictionary() }, data))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_hyperparameters_are_searched()
    {
        using var data = Wide();
        using var random = await RandomWide.RunAsync(data);
        Assert.Equal(7_850, random.Best.Specification.Hyperparameters["Decay"].Distinct().Count());
        using var bayesian = await BayesianWide.RunAsync(data);
        Assert.Equal(8, bayesian.Trials.Count(trial => trial.Status == TrialStatus.Completed));
        await Assert.ThrowsAsync<HyperDslException>(() => BayesianWide.RunAsync(data, BayesianWide.Settings with { Ard = true }));
    }

    private static async Task<SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>> RunAsync(
        string search, DataSplits data, Func<ExperimentSettings, ExperimentSettings> change) => search switch
        {
            nameof(GridSmallNetwork) => await GridSmallNetwork.RunAsync(data, change(GridSmallNetwork.Settings)),
            nameof(BayesianSmallNetwork) => await BayesianSmallNetwork.RunAsync(data, change(BayesianSmallNetwork.Settings)),
            nameof(HalveSmallNetwork) => await HalveSmallNetwork.RunAsync(data, change(HalveSmallNetwork.Settings)),
            nameof(HyperbandSmallNetwork) => await HyperbandSmallNetwork.RunAsync(data, change(HyperbandSmallNetwork.Settings)),
            _ => await RandomSmallNetwork.RunAsync(data, change(RandomSmallNetwork.Settings)),
        };

    private static IEnumerable<double> Values(TrialRecord trial) => trial.Specification.Hyperparameters.SelectMany(pair => pair.Value);

    private static DataSplits Wide()
    {
        using var noise = new torch.Generator(5);
        using var inputs = torch.rand(30, 784, generator: noise);
        using var targets = torch.rand(30, 10, generator: noise);
        using var all = new Dataset(inputs.clone(), targets.clone());
        return DataSplits.InOrder(all, 20, 10);
    }

    private sealed class Reports : IProgress<TuningProgress>
    {
        public List<TuningProgress> Seen { get; } = [];

        public Action OnReport { get; init; } = () => { };

        public void Report(TuningProgress value)
        {
            Seen.Add(value);
            OnReport();
        }
    }
}
