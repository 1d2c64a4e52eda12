using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Training.Ordinary;

/// <summary>The hyperparameters of an ordinary training: the same in every step, or those of a run at the same share of its steps.</summary>
internal abstract class TrainingSchedule
{
    /// <summary>Unconstrained hyperparameters at the end.</summary>
    public abstract double[] Final { get; }

    /// <summary>Whether they change.</summary>
    public virtual bool Moves => false;

    /// <summary>Unconstrained hyperparameters at a step of so many.</summary>
    public virtual double[] At(int step, int steps) => Final;

    /// <summary>The same in every step.</summary>
    /// <exception cref="HyperDslException">A value is outside its bounds.</exception>
    public static TrainingSchedule Fixed<THyperparameters>(THyperparameters hyperparameters)
        where THyperparameters : IHyperparameters<THyperparameters> => new FixedPoint(HyperparameterSpace.UnconstrainedOf(hyperparameters));

    /// <summary>Those of a run.</summary>
    /// <exception cref="HyperDslException">The run was one of another model.</exception>
    public static TrainingSchedule Along<THyperparameters>(Trajectory trajectory)
        where THyperparameters : IHyperparameters<THyperparameters> => trajectory.Count == THyperparameters.Space.Count
            ? new Way(trajectory)
            : throw new HyperDslException($"The trajectory is one of {trajectory.Count} hyperparameter values; this model has {THyperparameters.Space.Count}.");

    private sealed class FixedPoint(double[] unconstrained) : TrainingSchedule
    {
        public override double[] Final => unconstrained;
    }

    private sealed class Way(Trajectory trajectory) : TrainingSchedule
    {
        public override double[] Final => trajectory.At(1);

        public override bool Moves => true;

        public override double[] At(int step, int steps) => trajectory.At((double)step / steps);
    }
}
