using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>What an ordinary training gave, for code that does not know the model's type.</summary>
public interface ITrainingResult : IDisposable
{
    /// <summary>The trained model.</summary>
    TrainedModel Model { get; }

    /// <summary>The hyperparameters that it was trained at: n natural values in the order of the hyperparameter space.</summary>
    IReadOnlyList<double> NaturalValues { get; }

    /// <summary>Its validation loss over the whole validation split.</summary>
    double ValidationLoss { get; }

    /// <summary>The metrics of <see cref="Model"/> over the whole validation split, by name; empty where it has none.</summary>
    IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>Losses over the training.</summary>
    IReadOnlyList<HistoryEntry> History { get; }

    /// <summary>The step whose weights the model has.</summary>
    int BestStep { get; }

    /// <summary>Why the training ended where it did.</summary>
    RunEnding Ending { get; }

    /// <summary>What has been found wrong with the training, a sentence each; empty where nothing has.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Time from the first step to the last.</summary>
    TimeSpan Elapsed { get; }
}
