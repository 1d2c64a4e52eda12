using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Running.Settings;

/// <summary>What a specification comes to for the experiment that it names.</summary>
internal static class SpecifiedRun
{
    /// <summary>The settings: the experiment's own with what the specification changes.</summary>
    /// <exception cref="HyperDslException">A setting is unknown or out of its range.</exception>
    public static ExperimentSettings SettingsOf(ExperimentEntry experiment, RunSpecification specification)
    {
        var settings = specification.Settings.Aggregate(experiment.Settings, (current, setting) => SettingValues.With(current, setting.Key, setting.Value));
        settings = settings with { Seed = specification.Seed ?? settings.Seed, Device = specification.Device ?? settings.Device };
        settings.Validate();
        return settings;
    }

    /// <summary>The specification of a run with certain settings.</summary>
    /// <param name="experiment">What runs.</param>
    /// <param name="settings">All its numbers.</param>
    /// <param name="rest">Data, start and name.</param>
    public static RunSpecification Of(ExperimentEntry experiment, ExperimentSettings settings, RunSpecification rest) => rest with
    {
        Version = RunSpecification.CurrentVersion,
        Experiment = experiment.Name,
        Seed = settings.Seed,
        Device = settings.Device,
        Settings = SettingValues.Difference(settings with { Seed = experiment.Settings.Seed, Device = experiment.Settings.Device }, experiment.Settings),
    };

    /// <summary>The natural values that it starts from; null for the initial ones.</summary>
    /// <exception cref="HyperDslException">A hyperparameter is unknown, or has another number of values.</exception>
    public static IReadOnlyList<double>? StartOf(ExperimentEntry experiment, RunSpecification specification)
    {
        if (specification.Start is not { } start)
        {
            return null;
        }

        var space = experiment.Space;
        if (start.Keys.FirstOrDefault(name => space.Hyperparameters.All(info => info.Name != name)) is { } unknown)
        {
            throw new HyperDslException($"The start has values of '{unknown}', and the model of {experiment.Name} has {string.Join(", ", space.Hyperparameters.Select(info => info.Name))}.");
        }

        var natural = space.ToNatural(space.InitialUnconstrained());
        foreach (var info in space.Hyperparameters.Where(info => start.ContainsKey(info.Name)))
        {
            var values = start[info.Name];
            if (values.Count != 1 && values.Count != info.Count)
            {
                throw new HyperDslException(FormattableString.Invariant($"The start has {values.Count} values of {info.Name}; one for all, or {info.Count}, are expected."));
            }

            for (var i = 0; i < info.Count; i++)
            {
                natural[info.Offset + i] = values[values.Count == 1 ? 0 : i];
            }
        }

        return natural;
    }

    /// <summary>Natural values by the names of their hyperparameters.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> ByName(HyperparameterSpace space, IReadOnlyList<double> natural) =>
        space.Hyperparameters.ToDictionary(info => info.Name, info => (IReadOnlyList<double>)[.. natural.Skip(info.Offset).Take(info.Count)]);
}
