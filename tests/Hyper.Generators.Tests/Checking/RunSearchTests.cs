using Hyper.Generators.Tests.Harness;
using static Hyper.Generators.Tests.Checking.Cases.RunSearchCases;

namespace Hyper.Generators.Tests.Checking;

/// <summary>What refuses a search of runs, beyond the cases of its rules.</summary>
public sealed class RunSearchTests
{
    [Theory]
    [InlineData("HYP0440", "[RunSearch(typeof(Tune))] [Vary(RunSetting.LearningRate, 1e-3, 0.1)] public partial class Choose;", "Choose")]
    [InlineData("HYP0441", "[RunSearch(typeof(Tune), typeof(Whole))] public static partial class Choose;", "typeof(Whole)")]
    [InlineData("HYP0441", "[RunSearch(typeof(Tune), typeof(Tune))] public static partial class Choose;", "typeof(Tune)")]
    [InlineData("HYP0441", "[RunSearch(typeof(Tune), typeof(Digits))] public static partial class Choose;", "typeof(Digits)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [Vary(RunSetting.LearningRate, 0, 1, Scale = Scale.Log)] public static partial class Choose;", "Vary(RunSetting.LearningRate, 0, 1, Scale = Scale.Log)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [Vary(RunSetting.LearningRate, -1, 1)] public static partial class Choose;", "Vary(RunSetting.LearningRate, -1, 1)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [VaryAmong(RunSetting.BatchSize, 10, 10.5)] public static partial class Choose;", "VaryAmong(RunSetting.BatchSize, 10, 10.5)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [VaryAmong(RunSetting.BatchSize, 10, 10)] public static partial class Choose;", "VaryAmong(RunSetting.BatchSize, 10, 10)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [VaryAmong(RunSetting.BatchSize)] public static partial class Choose;", "VaryAmong(RunSetting.BatchSize)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [Vary(RunSetting.Momentum, 0, 1)] public static partial class Choose;", "Vary(RunSetting.Momentum, 0, 1)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [Vary(RunSetting.HyperLearningRate, 0, double.PositiveInfinity)] public static partial class Choose;", "Vary(RunSetting.HyperLearningRate, 0, double.PositiveInfinity)")]
    [InlineData("HYP0442", "[RunSearch(typeof(Tune))] [Vary(RunSetting.BatchSize, 10, 20)] [VaryAmong(RunSetting.BatchSize, 10, 30)] public static partial class Choose;", "VaryAmong(RunSetting.BatchSize, 10, 30)")]
    [InlineData("HYP0444", "[RunSearch] public static partial class Choose;", "RunSearch")]
    [InlineData("HYP0444", "[RunSearch(typeof(Tune))] public static partial class Choose;", "RunSearch(typeof(Tune))")]
    [InlineData("HYP0444", "[RunSearch(typeof(Tune), typeof(SelfTune), Algorithm = Algorithm.Joint)] public static partial class Choose;", "Algorithm = Algorithm.Joint")]
    [InlineData("HYP0444", "[RunSearch(typeof(Tune), typeof(SelfTune), Runs = 1)] public static partial class Choose;", "Runs = 1")]
    [InlineData("HYP0444", "[RunSearch(typeof(Tune), typeof(SelfTune), LastRung = 1)] public static partial class Choose;", "LastRung = 1")]
    [InlineData("HYP0444", "[RunSearch(typeof(Tune), typeof(SelfTune), Algorithm = Algorithm.Bayesian, InitialRuns = 8)] public static partial class Choose;", "InitialRuns = 8")]
    public void What_is_wrong_with_a_search_is_underlined(string id, string search, string underlined) => Verify.ReportsAlone(Searched(search), (id, underlined));

    [Fact]
    public void Code_that_uses_a_refused_search_is_not_told_about_what_is_missing()
        => Verify.ReportsAlone(
            Searched("""
                [RunSearch(typeof(Draw))] [Vary(RunSetting.LearningRate, 1e-3, 0.1)] public static partial class Choose;

                public static class Program
                {
                    public static async System.Threading.Tasks.Task<double> Use(Hyper.Runtime.Data.DataSplits data)
                    {
                        using var found = await Choose.RunAsync(data, folder: null, Choose.Settings with { Runs = 16 });
                        return found.Best.ValidationLoss;
                    }

                    public static void Show(Choose.Result found) => found.Dispose();
                }
                """),
            ("HYP0441", "typeof(Draw)"));

    [Fact]
    public void A_global_run_is_searched_as_a_whole()
        => Verify.Clean(Searched("[RunSearch(typeof(Tune), typeof(Whole), Algorithm = Algorithm.Bayesian)] public static partial class Choose;"));

    [Fact]
    public void A_setting_that_one_of_several_reads_is_read()
        => Verify.Clean(Searched("[RunSearch(typeof(Tune), typeof(SelfTune))] [Vary(RunSetting.EntropyWeight, 0, 0.1)] public static partial class Choose;"));
}
