using Hyper.Dsl;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Ordinary;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Runs;

/// <summary>An experiment of the program, for code that does not know its types: hyperparameters are n natural values in the order of <see cref="Space"/>.</summary>
public sealed record ExperimentEntry
{
    private readonly Func<HyperparameterSpace> space;
    private readonly Func<ElementaryLayout> weights;

    private ExperimentEntry(Func<HyperparameterSpace> space, Func<ElementaryLayout> weights) => (this.space, this.weights) = (space, weights);

    /// <summary>The experiment's full name.</summary>
    public required string Name { get; init; }

    /// <summary>The full name of the model that it tunes.</summary>
    public required string Model { get; init; }

    /// <summary>Its numbers, as the attribute gives them.</summary>
    public required ExperimentSettings Settings { get; init; }

    /// <summary>The model's hyperparameters.</summary>
    public HyperparameterSpace Space => space();

    /// <summary>All that is compiled in and no setting, in a line, such as <c>Joint, rows Divide, Adam, hyperparameters Adam</c>.</summary>
    public string Method { get; init; } = "";

    /// <summary>The response family, as the header of the generated hypernetwork names it; null where there is no hypernetwork.</summary>
    public string? Hypernetwork { get; init; }

    /// <summary>Whether it is a search by ordinary trainings, which has trials and no response.</summary>
    public bool IsSearch => TrialAsync is not null;

    /// <summary>The weights of its model: which tensor of which layer lies where.</summary>
    public ElementaryLayout Weights => weights();

    /// <summary>Runs it.</summary>
    public required ExperimentRunner RunAsync { get; init; }

    /// <summary>Trains its model at fixed hyperparameters.</summary>
    public required TrainingRunner TrainAtAsync { get; init; }

    /// <summary>Trains its model to ship it.</summary>
    public required RefitRunner RefitAsync { get; init; }

    /// <summary>Runs one trial, in this process or in another; null for an experiment that is no search.</summary>
    public TrialRunner? TrialAsync { get; init; }

    /// <summary>Runs it, and compares its hypergradient with other witnesses; null for a search, and where there is no hypergradient to check.</summary>
    public CheckRunner? CheckAsync { get; init; }

    /// <summary>Loads a model that it, or a training of it, has saved.</summary>
    public required ModelLoader LoadModel { get; init; }

    /// <summary>The entry of an experiment; generated code calls this.</summary>
    /// <param name="name">Its full name.</param>
    /// <param name="model">The full name of the model that it tunes.</param>
    /// <param name="settings">Its numbers.</param>
    /// <param name="optimizer">The rule that moves the weights of its ordinary trainings.</param>
    /// <param name="run">Runs it.</param>
    public static ExperimentEntry Of<TModel, TTrained, THyperparameters>(
        string name, string model, ExperimentSettings settings, OptimizerKind optimizer, ExperimentRunner run)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => new(static () => THyperparameters.Space, static () => TModel.Weights)
        {
            Name = name,
            Model = model,
            Settings = settings,
            RunAsync = run,
            LoadModel = static (stream, device) => SavedModel.Load<TModel, TTrained, THyperparameters>(stream, device),
            TrainAtAsync = async (hyperparameters, data, numbers, progress, cancellation) =>
                await OrdinaryTraining.RunAsync<TModel, TTrained, THyperparameters>(
                    RecordOf<THyperparameters>(hyperparameters), data, numbers, optimizer, progress, cancellation).ConfigureAwait(false),
            RefitAsync = async (hyperparameters, data, numbers, progress, cancellation) =>
                await Refitting.RunAsync<TModel, TTrained, THyperparameters>(
                    RecordOf<THyperparameters>(hyperparameters), data, numbers, optimizer, progress, cancellation).ConfigureAwait(false),
        };

    /// <summary>The typed record of natural values, or none; generated code calls this.</summary>
    /// <param name="natural">n natural values; null for none.</param>
    /// <exception cref="HyperDslException">There are not n of them.</exception>
    public static THyperparameters? StartOf<THyperparameters>(IReadOnlyList<double>? natural)
        where THyperparameters : class, IHyperparameters<THyperparameters> => natural is null ? null : RecordOf<THyperparameters>(natural);

    /// <summary>The typed record of natural values; generated code calls this.</summary>
    /// <param name="natural">n natural values.</param>
    /// <exception cref="HyperDslException">There are not n of them.</exception>
    public static THyperparameters RecordOf<THyperparameters>(IReadOnlyList<double> natural)
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        ArgumentNullException.ThrowIfNull(natural);
        return natural.Count == THyperparameters.Space.Count
            ? THyperparameters.FromNatural([.. natural])
            : throw new HyperDslException($"There are {natural.Count} values where the model has {THyperparameters.Space.Count} hyperparameter values.");
    }
}
