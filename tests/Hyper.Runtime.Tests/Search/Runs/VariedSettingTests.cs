using CsCheck;

namespace Hyper.Runtime.Tests.Search.Runs;

/// <summary>Each share of a setting's range is a value of it, and only values that the setting may have are taken.</summary>
public sealed class VariedSettingTests
{
    [Fact]
    public void Shares_of_a_range_are_equal_differences_or_equal_ratios()
    {
        var linear = VariedSetting.Between(RunSetting.HyperLearningRate, 0, 0.4);
        Assert.Equal([0, 0.1, 0.4], new[] { 0, 0.25, 1 }.Select(linear.At), Close);
        var log = VariedSetting.Between(RunSetting.LearningRate, 1e-4, 1, Scale.Log);
        Assert.Equal([1e-4, 1e-3, 1], new[] { 0, 0.25, 1 }.Select(log.At), Close);
    }

    [Fact]
    public void Whole_numbers_have_equal_shares()
    {
        var samples = VariedSetting.Between(RunSetting.HyperSamples, 1, 4);
        var drawn = Enumerable.Range(0, 400).Select(i => samples.At((i + 0.5) / 400)).CountBy(value => value).OrderBy(found => found.Key).ToList();
        Assert.Equal([1.0, 2, 3, 4], drawn.Select(found => found.Key));
        Assert.All(drawn, found => Assert.Equal(100, found.Value));
        Assert.Equal([1, 4], new[] { 0.0, 1 }.Select(samples.At));
    }

    [Fact]
    public void Values_have_equal_shares_in_their_order()
    {
        var batches = VariedSetting.Among(RunSetting.BatchSize, 100, 50, 200);
        Assert.Equal([100.0, 100, 50, 200, 200], new[] { 0, 0.33, 0.5, 0.67, 1 }.Select(batches.At));
    }

    [Fact]
    public void No_share_leaves_the_range() => Gen.Select(Gen.Double[0, 1], Gen.Double[1e-6, 10], Gen.Double[1e-6, 10], Gen.Bool).Sample((share, one, other, isLog) =>
    {
        var (min, max) = (Math.Min(one, other), Math.Max(one, other) + 1e-3);
        var value = VariedSetting.Between(RunSetting.LearningRate, min, max, isLog ? Scale.Log : Scale.Linear).At(share);
        return value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12);
    });

    public static TheoryData<string, Action> Refusals => new()
    {
        { "LearningRate is varied to 0; it must be a finite number above 0.", () => VariedSetting.Between(RunSetting.LearningRate, 0, 1) },
        { "LearningRate is varied from 0 on a logarithmic scale; that needs a least value above 0.", () => VariedSetting.Between(RunSetting.LearningRate, 0, 1, Scale.Log) },
        { "LearningRate is varied from 1 to 0.1; the second must be above the first.", () => VariedSetting.Between(RunSetting.LearningRate, 1, 0.1) },
        { "LearningRate is varied from NaN to 1; the second must be above the first.", () => VariedSetting.Between(RunSetting.LearningRate, double.NaN, 1) },
        { "HyperLearningRate is varied to -1; it must be a finite number, 0 or above.", () => VariedSetting.Between(RunSetting.HyperLearningRate, -1, 1) },
        { "BatchSize is varied to 1.5; it must be a whole number, at least 1.", () => VariedSetting.Among(RunSetting.BatchSize, 10, 1.5) },
        { "Momentum is varied to 1; it must be from 0 to below 1.", () => VariedSetting.Between(RunSetting.Momentum, 0, 1) },
        { "BatchSize is varied among 1 values, 10; give two at least, each once.", () => VariedSetting.Among(RunSetting.BatchSize, 10) },
        { "BatchSize is varied among 2 values, 10, 10; give two at least, each once.", () => VariedSetting.Among(RunSetting.BatchSize, 10, 10) },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_a_setting_may_not_be_is_refused(string message, Action action) => Assert.Equal(message, Assert.Throws<HyperDslException>(action).Message);

    [Fact]
    public void Every_setting_goes_where_its_name_says()
    {
        foreach (var setting in Enum.GetValues<RunSetting>())
        {
            var value = setting is RunSetting.Momentum or RunSetting.RestartAt ? 0.625 : 3;
            var changed = VariedSetting.Among(setting, value, value / 2 + 0.5).Apply(new ExperimentSettings(), value);
            Assert.Equal(value, Convert.ToDouble(typeof(ExperimentSettings).GetProperty(setting.ToString())!.GetValue(changed), System.Globalization.CultureInfo.InvariantCulture));
            changed.Validate();
        }
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) <= 1e-12 * Math.Max(1, Math.Abs(one));
}
