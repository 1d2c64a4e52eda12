using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Ensembles;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>What a run found, for code that does not know the model's type.</summary>
public interface ITuningResult : IDisposable
{
    /// <summary>The model with the tuned weights.</summary>
    TrainedModel Model { get; }

    /// <summary>The model to ship: that of a refit on training and validation rows where there was one, else <see cref="Model"/>.</summary>
    TrainedModel Final { get; }

    /// <summary>The hyperparameter space.</summary>
    HyperparameterSpace Space { get; }

    /// <summary>The tuned hyperparameters: n natural values in the order of <see cref="Space"/>.</summary>
    IReadOnlyList<double> NaturalValues { get; }

    /// <summary>The validation loss over the whole validation split.</summary>
    double ValidationLoss { get; }

    /// <summary>With <c>Folds</c>, the mean validation loss over all rows, each by the fold that was not trained on it; else null.</summary>
    double? OutOfFoldLoss { get; }

    /// <summary>What the refit at the end of the run gave, where there was one; else null. The result disposes of it.</summary>
    IRefitResult? Refit { get; }

    /// <summary>The metrics of <see cref="Model"/> over the whole validation split, by name; empty where it has none.</summary>
    IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>Losses over the run.</summary>
    IReadOnlyList<HistoryEntry> History { get; }

    /// <summary>What is wrong with the run at its end, a sentence each; empty where nothing is.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Why it ended where it did.</summary>
    RunEnding Ending { get; }

    /// <summary>Time from the first step to the last.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>The step whose state this is: the last one, or the best one by the validation loss over the whole split, where that is kept. Of a search, that of the best trial.</summary>
    int BestStep { get; }

    /// <summary>The step of the checkpoint that the run went on from; 0 where it began.</summary>
    int ResumedFrom { get; }

    /// <summary>The way that the hyperparameters went; null for a search.</summary>
    Trajectory? Trajectory { get; }

    /// <summary>The perturbation scale σ of each hyperparameter value at the end, n numbers in unconstrained coordinates; null where none is learned.</summary>
    IReadOnlyList<double>? PerturbationScales { get; }

    /// <summary>Whether there is a response that answers at other hyperparameters than the tuned ones.</summary>
    bool HasResponse { get; }

    /// <summary>The validation loss that the response predicts for any hyperparameters, without retraining.</summary>
    /// <param name="natural">n natural values.</param>
    /// <exception cref="HyperDslException">There is no response, there are not n values, or one is outside its bounds.</exception>
    double ValidationLossAt(IReadOnlyList<double> natural);

    /// <summary>Models that the response gives around the tuned hyperparameters, whose answers are averaged.</summary>
    /// <param name="members">How many members, at least 1.</param>
    /// <param name="options">Where they are drawn, how they are chosen, and what is averaged; the defaults where nothing is given.</param>
    /// <returns>The ensemble, which its receiver disposes of, and which outlives this result.</returns>
    /// <exception cref="HyperDslException">There is no response, a number is out of range, or the answers cannot be averaged.</exception>
    Ensemble<TrainedModel> Ensemble(int members = EnsembleOptions.DefaultMembers, EnsembleOptions? options = null);

    /// <summary>Saves the response, for the experiment's own <c>LoadResponse</c>.</summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">There is no response, it is of a kind that cannot be saved, or the file cannot be written.</exception>
    void SaveResponse(string path);
}
