using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>What an experiment gives has a name of the experiment's own, in signatures and without type arguments.</summary>
public sealed class ResultTypesTests
{
    private const string Signatures = """
        internal static class Reports
        {
            internal static double Run(Tune.Result result) => result.ValidationLoss + result.Hyperparameters.Dropout + result.Model.ValidationLoss(null!);
            internal static Digits.Trained? Ship(Tune.Refit? refit) => refit?.Model;
            internal static double Plain(Tune.Training training) => training.ValidationLoss;
            internal static async System.Threading.Tasks.Task<double> All(Hyper.Runtime.Data.DataSplits data)
            {
                using Tune.Training training = await Tune.TrainAtAsync(new Digits.Hyperparameters(), data);
                using Tune.Refit refit = await Tune.RefitAsync(training.Hyperparameters, data);
                using Tune.Result first = await Tune.RunAsync(data);
                using Tune.Result second = await Tune.RunAsync(data, Tune.Settings);
                Ship(refit);
                MORE
                return Run(first) + Run(second) + Plain(training);
            }
        }
        """;

    private const string OfRuns = """
        using Tune.Result third = await Tune.RunFromAsync(first.Hyperparameters, data);
                using Tune.Result fourth = await Tune.RunAsync(data, new Hyper.Runtime.Checkpoints.CheckpointFolder("runs"));
                using Tune.Training along = await Tune.TrainAlongAsync(first.Trajectory, data);
                Ship(first.Refit);
                Hyper.Runtime.Training.Results.TuningResult<Digits, Digits.Trained, Digits.Hyperparameters> general = first;
                System.Console.WriteLine(general.ValidationLossAt(third.Hyperparameters));
        """;

    private const string OfSearches = """
        using Tune.Result third = await Tune.RunAsync(data, new Hyper.Runtime.Search.Journal.SearchJournal("search"));
                Hyper.Runtime.Search.ISearchResult general = first;
                System.Console.WriteLine($"{general.BestOverSeconds.Count} {Tune.Result.HyperparametersOf(first.Best).Dropout}");
        """;

    [Theory]
    [InlineData("", OfRuns)]
    [InlineData("Algorithm.Global", OfRuns)]
    [InlineData("Algorithm.Implicit", OfRuns)]
    [InlineData("Algorithm.Joint, Hypernetwork = Hypernetwork.Linear, HyperSamples = 3", OfRuns)]
    [InlineData("Algorithm.Random, Trials = 3", OfSearches)]
    public void Signatures_name_what_an_experiment_gives(string arguments, string more) => Verify.Clean(Source(arguments, more));

    [Theory]
    [InlineData("Algorithm.Joint, Steps = 0", OfRuns, "HYP0403")]
    [InlineData("Algorithm.Random, Trials = 0", OfSearches, "HYP0403")]
    public void A_refused_experiment_has_the_same_names(string arguments, string more, string id)
    {
        var run = GeneratorRun.Of(Project.Of(Source(arguments, more)));
        Assert.Equal([id], run.RuleDiagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Empty(run.CompilerDiagnostics);
    }

    /// <summary>A missing type in a signature is an error of a declaration, and then a build shows no rule at all.</summary>
    [Fact]
    public void An_experiment_without_a_model_has_them_too()
        => Verify.ReportsAlone(
            $$"""
            {{ModelSource.Usings}}
            [Experiment<string>] public static partial class Tune;
            internal static class Program
            {
                internal static void Show(Tune.Result? result, Tune.Training? training, Tune.Refit? refit) => System.Console.WriteLine($"{result} {training} {refit}");
                internal static async System.Threading.Tasks.Task Main(Hyper.Runtime.Data.DataSplits data)
                {
                    using Tune.Result result = await Tune.RunAsync(data);
                    Show(result, null, await Tune.RefitAsync(result, data));
                }
            }
            """,
            ("HYP0402", "string"));

    [Theory]
    [InlineData("Result")]
    [InlineData("Training")]
    [InlineData("Refit")]
    public void A_name_that_the_user_has_is_refused(string name)
        => Verify.ReportsAlone(
            (new ModelSource { After = $"[Experiment<Digits>] public static partial class Tune {{ public static int {name} => 1; }}" }).ToString(),
            ("HYP0015", name));

    private static string Source(string arguments, string more)
        => (new ModelSource { After = $"[Experiment<Digits>({arguments})] public static partial class Tune;\n{Signatures.Replace("MORE", more, StringComparison.Ordinal)}" }).ToString();
}
