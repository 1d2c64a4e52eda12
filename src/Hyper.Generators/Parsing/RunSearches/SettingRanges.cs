using Hyper.Dsl;

namespace Hyper.Generators.Parsing.RunSearches;

/// <summary>Where each setting that may be varied lies: the same ranges as of an experiment's own.</summary>
internal static class SettingRanges
{
    public static bool Has(RunSetting setting, double value) => !double.IsNaN(value) && !double.IsInfinity(value) && setting switch
    {
        RunSetting.BatchSize or RunSetting.ValidationBatchSize or RunSetting.HyperSamples or RunSetting.InnerSteps => value is >= 1 and <= int.MaxValue && value == Math.Floor(value),
        RunSetting.LearningRate or RunSetting.PerturbationScale or RunSetting.NeumannRate => value > 0,
        RunSetting.Momentum or RunSetting.RestartAt => value is >= 0 and < 1,
        _ => value >= 0,
    };

    /// <summary>The range, as a message asks for it.</summary>
    public static string Text(RunSetting setting) => setting switch
    {
        RunSetting.BatchSize or RunSetting.ValidationBatchSize or RunSetting.HyperSamples or RunSetting.InnerSteps => "whole numbers of at least 1",
        RunSetting.LearningRate or RunSetting.PerturbationScale or RunSetting.NeumannRate => "finite numbers above 0",
        RunSetting.Momentum or RunSetting.RestartAt => "numbers from 0 to below 1",
        _ => "finite numbers of 0 or above",
    };
}
