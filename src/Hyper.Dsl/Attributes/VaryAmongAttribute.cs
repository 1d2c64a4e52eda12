namespace Hyper.Dsl;

/// <summary>Has a search of runs choose a setting among values.</summary>
/// <param name="setting">The setting.</param>
/// <param name="values">Two values at least, each once.</param>
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
public sealed class VaryAmongAttribute(RunSetting setting, params double[] values) : Attribute
{
    /// <summary>The setting.</summary>
    public RunSetting Setting { get; } = setting;

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Values { get; } = values;
}
