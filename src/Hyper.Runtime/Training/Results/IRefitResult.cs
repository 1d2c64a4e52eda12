using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Results;

/// <summary>The model to ship, for code that does not know the model's type.</summary>
public interface IRefitResult : IDisposable
{
    /// <summary>The model, trained on training and validation rows.</summary>
    TrainedModel Model { get; }

    /// <summary>The hyperparameters that it was trained at: n natural values in the order of the hyperparameter space.</summary>
    IReadOnlyList<double> NaturalValues { get; }

    /// <summary>The validation loss of an ordinary training at them that saw training rows alone: of its best step.</summary>
    double RetrainedLoss { get; }

    /// <summary>The step of that training which was best on the validation rows.</summary>
    int RetrainedStep { get; }

    /// <summary>Steps that <see cref="Model"/> was trained for.</summary>
    int Steps { get; }

    /// <summary>What has been found wrong with either training, a sentence each; empty where nothing has.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Time of both trainings.</summary>
    TimeSpan Elapsed { get; }
}
