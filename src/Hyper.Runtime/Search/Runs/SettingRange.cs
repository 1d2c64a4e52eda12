using Hyper.Dsl;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>What each setting that may be varied is: where it lies, and where it goes.</summary>
internal static class SettingRange
{
    /// <summary>Whether it is a whole number.</summary>
    public static bool IsWhole(RunSetting setting) => setting is RunSetting.BatchSize or RunSetting.ValidationBatchSize or RunSetting.HyperSamples or RunSetting.InnerSteps;

    /// <summary>What a value of it must be, where it is not; else null.</summary>
    public static string? WhyNot(RunSetting setting, double value)
    {
        var (holds, expected) = setting switch
        {
            _ when IsWhole(setting) => (value is >= 1 and <= int.MaxValue && value == Math.Floor(value), "a whole number, at least 1"),
            RunSetting.LearningRate or RunSetting.PerturbationScale or RunSetting.NeumannRate => (double.IsFinite(value) && value > 0, "a finite number above 0"),
            RunSetting.Momentum or RunSetting.RestartAt => (value is >= 0 and < 1, "from 0 to below 1"),
            _ => (double.IsFinite(value) && value >= 0, "a finite number, 0 or above"),
        };
        return holds ? null : expected;
    }

    /// <summary>Settings with a value of it.</summary>
    public static ExperimentSettings With(RunSetting setting, ExperimentSettings settings, double value) => setting switch
    {
        RunSetting.LearningRate => settings with { LearningRate = value },
        RunSetting.HyperLearningRate => settings with { HyperLearningRate = value },
        RunSetting.ScaleLearningRate => settings with { ScaleLearningRate = value },
        RunSetting.PerturbationScale => settings with { PerturbationScale = value },
        RunSetting.EntropyWeight => settings with { EntropyWeight = value },
        RunSetting.BatchSize => settings with { BatchSize = (int)value },
        RunSetting.ValidationBatchSize => settings with { ValidationBatchSize = (int)value },
        RunSetting.HyperSamples => settings with { HyperSamples = (int)value },
        RunSetting.InnerSteps => settings with { InnerSteps = (int)value },
        RunSetting.Momentum => settings with { Momentum = value },
        RunSetting.RestartAt => settings with { RestartAt = value },
        RunSetting.Pooling => settings with { Pooling = value },
        RunSetting.MaxGradientNorm => settings with { MaxGradientNorm = value },
        RunSetting.Damping => settings with { Damping = value },
        RunSetting.NeumannRate => settings with { NeumannRate = value },
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "There is no such setting."),
    };
}
