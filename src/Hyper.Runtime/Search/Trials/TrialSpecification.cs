using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Saving;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Trials;

/// <summary>
/// What a trial is, as far as it can be written down: an ordinary training at given hyperparameters. With the same rows the
/// same specification gives the same losses, in whichever process it runs.
/// </summary>
public sealed record TrialSpecification
{
    /// <summary>The experiment's full name.</summary>
    public required string Experiment { get; init; }

    /// <summary>Which trial of its search it is, counted from 0.</summary>
    public int Trial { get; init; }

    /// <summary>The natural values of every hyperparameter, by its name; of a search whose trials are runs, those of the settings that it varies.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Hyperparameters { get; init; }

    /// <summary>The numbers of the training: its budget in <c>Steps</c>, its <c>Seed</c>, threads and device among them.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>The file that a trial by itself writes its model to; null for none. A search keeps the best trial's by itself.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Where the trial lies in the unit cube of an asynchronous search, which goes on by its records: a share from 0 to 1 for each dimension; null for any other. A
    /// training does not read it.
    /// </summary>
    public IReadOnlyList<double>? Point { get; init; }

    /// <summary>Of a search whose trials are runs, the step to which this one goes; less than <c>Settings.Steps</c> where it may go on later. Null for any other.</summary>
    public int? Until { get; init; }

    /// <summary>Writes the specification as JSON.</summary>
    public string ToJson() => RecordJson.Write(this);

    /// <summary>Reads a specification from JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="HyperDslException">It is no such JSON.</exception>
    public static TrialSpecification FromJson(string json) => RecordJson.Read<TrialSpecification>(json);

    /// <summary>The <see cref="Point"/> of a trial of an asynchronous search.</summary>
    internal double[] PointOfSearch() => [.. Point ?? throw new HyperDslException($"Trial {Trial} of '{Experiment}' has no 'point', as the trials of an asynchronous search have. It is of another search.")];

    /// <summary>The values by name of a flat vector.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<double>> ByName(HyperparameterSpace space, double[] natural) =>
        space.Hyperparameters.ToDictionary(info => info.Name, info => (IReadOnlyList<double>)natural[info.Offset..(info.Offset + info.Count)]);

    /// <summary>The flat vector of natural values.</summary>
    /// <exception cref="HyperDslException">The names or the numbers of values are not those of the space.</exception>
    internal double[] NaturalValues(HyperparameterSpace space)
    {
        var natural = new double[space.Count];
        foreach (var info in space.Hyperparameters)
        {
            if (!Hyperparameters.TryGetValue(info.Name, out var values) || values.Count != info.Count)
            {
                throw new HyperDslException(
                    $"The specification of trial {Trial} has {values?.Count ?? 0} values of {info.Name}; the model of '{Experiment}' has {info.Count}.");
            }

            for (var i = 0; i < info.Count; i++)
            {
                natural[info.Offset + i] = values[i];
            }
        }

        return Hyperparameters.Keys.FirstOrDefault(name => space.Hyperparameters.All(info => info.Name != name)) is { } unknown
            ? throw new HyperDslException($"The specification of trial {Trial} has values of {unknown}, which the model of '{Experiment}' does not have.")
            : natural;
    }
}
