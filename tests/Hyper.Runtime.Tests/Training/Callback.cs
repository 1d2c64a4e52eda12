namespace Hyper.Runtime.Tests.Training;

/// <summary>Has a test do something with each report, on the run's own thread.</summary>
internal sealed class Callback(Action<TuningProgress> report) : IProgress<TuningProgress>
{
    public void Report(TuningProgress value) => report(value);
}
