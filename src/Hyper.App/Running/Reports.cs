using Hyper.Runtime.Training.Results;

namespace Hyper.App.Running;

/// <summary>Passes reports on at once, on the run's own thread, in their order.</summary>
internal sealed class Reports(Action<TuningProgress> show) : IProgress<TuningProgress>
{
    public void Report(TuningProgress value) => show(value);
}
