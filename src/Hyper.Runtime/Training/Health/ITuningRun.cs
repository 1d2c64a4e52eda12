using Hyper.Dsl;
using Hyper.Runtime.Data;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Health;

/// <summary>A run under way, as those see it who watch over it.</summary>
internal interface ITuningRun
{
    /// <summary>The model instance that the run trains with.</summary>
    IHyperModel Model { get; }

    /// <summary>Steps of the whole run.</summary>
    int StepCount { get; }

    /// <summary>What the schedule made of the learning rates in the last step.</summary>
    double RateFactor { get; }

    /// <summary>The rule that moves what is trained on the training loss.</summary>
    OptimizerKind InnerRule { get; }

    /// <summary>The training rows where the run computes.</summary>
    Dataset TrainingSplit { get; }

    /// <summary>û, [1, n], as the run moves it: to be read, not changed.</summary>
    Tensor CurrentUnconstrained();

    /// <summary>Writes the elementary weights at û.</summary>
    /// <param name="destination">[1, P].</param>
    void WriteCurrentWeights(Tensor destination);
}
