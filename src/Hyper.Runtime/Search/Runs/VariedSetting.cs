using Hyper.Dsl;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>A setting that a search of runs varies: between two bounds, or among values.</summary>
public sealed record VariedSetting
{
    private readonly IReadOnlyList<double>? values;

    private VariedSetting(RunSetting setting, double min, double max, Scale scale, IReadOnlyList<double>? values)
    {
        (Setting, Min, Max, Scale, this.values) = (setting, min, max, scale, values);
        foreach (var value in values ?? [min, max])
        {
            if (SettingRange.WhyNot(setting, value) is { } why)
            {
                throw new HyperDslException(FormattableString.Invariant($"{setting} is varied to {value}; it must be {why}."));
            }
        }
    }

    /// <summary>The setting.</summary>
    public RunSetting Setting { get; }

    /// <summary>The least value.</summary>
    public double Min { get; }

    /// <summary>The greatest value.</summary>
    public double Max { get; }

    /// <summary>Whether equal shares of the range are equal differences or equal ratios.</summary>
    public Scale Scale { get; }

    /// <summary>The values that it is chosen among; null where it is anything between its bounds, of a whole number any such.</summary>
    public IReadOnlyList<double>? Values => values;

    /// <summary>A setting between two bounds.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="min">The least value; above 0 with <see cref="Hyper.Dsl.Scale.Log"/>.</param>
    /// <param name="max">The greatest value, above <paramref name="min"/>.</param>
    /// <param name="scale">Whether equal shares of the range are equal differences or equal ratios.</param>
    /// <exception cref="HyperDslException">The bounds are upside down, or outside what the setting may be.</exception>
    public static VariedSetting Between(RunSetting setting, double min, double max, Scale scale = Scale.Linear) =>
        !(min < max) ? throw new HyperDslException(FormattableString.Invariant($"{setting} is varied from {min} to {max}; the second must be above the first."))
        : scale == Scale.Log && min <= 0 ? throw new HyperDslException(FormattableString.Invariant($"{setting} is varied from {min} on a logarithmic scale; that needs a least value above 0."))
        : new VariedSetting(setting, min, max, scale, null);

    /// <summary>A setting among values.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="values">Two values at least, each once.</param>
    /// <exception cref="HyperDslException">There are less than two different ones, or one is not what the setting may be.</exception>
    public static VariedSetting Among(RunSetting setting, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Distinct().Count() == values.Length && values.Length >= 2
            ? new VariedSetting(setting, values.Min(), values.Max(), Scale.Linear, [.. values])
            : throw new HyperDslException(FormattableString.Invariant($"{setting} is varied among {values.Length} values, {string.Join(", ", values)}; give two at least, each once."));
    }

    /// <summary>The value at a share of the range.</summary>
    /// <param name="share">From 0 to 1.</param>
    internal double At(double share)
    {
        if (values is not null)
        {
            return values[Math.Min(values.Count - 1, (int)(share * values.Count))];
        }

        if (!SettingRange.IsWhole(Setting))
        {
            return Between(Min, Max, share);
        }

        // Each whole number has an equal share: of the half below the least and the half above the greatest one, too.
        return Math.Clamp(Math.Round(Between(Min - 0.5, Max + 0.5, share)), Min, Max);

        double Between(double from, double to, double at) => Scale == Scale.Log ? Math.Exp(Math.Log(from) + (at * (Math.Log(to) - Math.Log(from)))) : from + (at * (to - from));
    }

    /// <summary>What it varies, in words: two searches of the same words draw the same values.</summary>
    internal string Description => values is null
        ? FormattableString.Invariant($"{Min:R} to {Max:R}, {Scale}")
        : $"among {string.Join(", ", values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}";

    /// <summary>Settings with a value of this one.</summary>
    internal ExperimentSettings Apply(ExperimentSettings settings, double value) => SettingRange.With(Setting, settings, value);
}
