namespace Hyper.Dsl;

/// <summary>Has a search of runs choose a setting among values.</summary>
/// <param name="setting">The setting.</param>
/// <param name="values">Two values at least, each once.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VaryAmongAttribute(RunSetting setting, params double[] values) : Attribute
{
    /// <summary>The setting.</summary>
    public RunSetting Setting { get; } = setting;

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Values { get; } = values;
}
