namespace Hyper.Dsl;

/// <summary>Has a search of runs vary a setting between two bounds; a whole number takes whole values.</summary>
/// <param name="setting">The setting.</param>
/// <param name="min">The least value; above 0 on a logarithmic scale.</param>
/// <param name="max">The greatest value.</param>
/// <example>
/// <code>
/// [Experiment&lt;Digits&gt;]
/// public static partial class TuneDigits;
///
/// [RunSearch(typeof(TuneDigits), Runs = 8)]
/// [Vary(RunSetting.LearningRate, 1e-4, 1e-2, Scale = Scale.Log)]
/// [VaryAmong(RunSetting.BatchSize, 50, 100, 200)]
/// public static partial class ChooseRun;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VaryAttribute(RunSetting setting, double min, double max) : Attribute
{
    /// <summary>The setting.</summary>
    public RunSetting Setting { get; } = setting;

    /// <summary>The least value.</summary>
    public double Min { get; } = min;

    /// <summary>The greatest value.</summary>
    public double Max { get; } = max;

    /// <summary>Whether equal shares of the range are equal differences, by default, or equal ratios.</summary>
    public Scale Scale { get; set; }
}
