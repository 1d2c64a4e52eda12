using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Runs;

/// <summary>The unit cube of a search of runs: a dimension for which experiment, where there are several, and one for each setting that is varied.</summary>
/// <param name="experiments">The settings of each experiment, in their order.</param>
/// <param name="varied">What is varied.</param>
internal sealed class SettingSpace(IReadOnlyList<ExperimentSettings> experiments, IReadOnlyList<VariedSetting> varied)
{
    /// <summary>Dimensions of the cube.</summary>
    public int Dimensions => varied.Count + First;

    private int First => experiments.Count > 1 ? 1 : 0;

    /// <summary>The run at a point.</summary>
    /// <param name="point">Shares from 0 to 1.</param>
    /// <returns>Which experiment, its settings, and the values of what is varied, in its order.</returns>
    public (int Experiment, ExperimentSettings Settings, double[] Values) At(double[] point)
    {
        var experiment = First == 0 ? 0 : Math.Min(experiments.Count - 1, (int)(point[0] * experiments.Count));
        double[] values = [.. varied.Select((setting, i) => setting.At(point[First + i]))];
        var settings = experiments[experiment];
        foreach (var (setting, value) in varied.Zip(values))
        {
            settings = setting.Apply(settings, value);
        }

        return (experiment, settings, values);
    }
}
