namespace Hyper.Runtime.Training.Course;

/// <summary>
/// A thread of its own for a run: TorchSharp's dispose scopes and its no-grad mode belong to a thread, so a run must
/// neither move between threads nor borrow a caller's.
/// </summary>
internal static class RunThread
{
    public static Task<T> Start<T>(Func<T> run, CancellationToken cancellation) =>
        Task.Factory.StartNew(run, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
