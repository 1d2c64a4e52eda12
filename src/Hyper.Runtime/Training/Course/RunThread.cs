namespace Hyper.Runtime.Training.Course;

/// <summary>
/// A thread of its own for a run: TorchSharp's dispose scopes and its no-grad mode belong to a thread, so a run must
/// neither move between threads nor borrow a caller's.
/// </summary>
/// <remarks>
/// A process that ends while a thread is within the native library ends with a segmentation fault in place of its exit code. So the end
/// of the process stops the runs under way and waits for them.
/// </remarks>
internal static class RunThread
{
    // A step is over in less; what hangs must not keep a process for ever.
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    private static readonly Lock gate = new();
    private static readonly List<(Task Run, CancellationTokenSource Stop)> underWay = [];

    [ThreadStatic]
    private static Task? own;

    static RunThread() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

    /// <summary>Starts a run.</summary>
    /// <param name="run">The run; it is told when to stop.</param>
    /// <param name="cancellation">The caller's wish to stop.</param>
    /// <param name="data">What the run works on, which is disposed of after it; also where it never starts.</param>
    public static Task<T> Start<T>(Func<CancellationToken, T> run, CancellationToken cancellation, IDisposable? data = null)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<T>? task = null;
        task = new Task<T>(Run, cancellation, TaskCreationOptions.LongRunning);
        lock (gate)
        {
            underWay.Add((task, stop));
        }

        task.ContinueWith(_ => End(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            task.Start(TaskScheduler.Default);
        }
        catch (InvalidOperationException) when (task.IsCanceled)
        {
            // Cancelled before it began.
            data?.Dispose();
        }

        return task;

        T Run()
        {
            own = task;
            try
            {
                return run(stop.Token);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The caller's own token, by which the task counts as cancelled.
                throw new OperationCanceledException(cancellation);
            }
            finally
            {
                data?.Dispose();
                own = null;
            }
        }

        void End()
        {
            lock (gate)
            {
                underWay.RemoveAll(run => run.Run == task);
            }

            stop.Dispose();
        }
    }

    private static void StopAll()
    {
        List<(Task Run, CancellationTokenSource Stop)> runs;
        lock (gate)
        {
            runs = [.. underWay];
            foreach (var (_, stop) in runs)
            {
                stop.Cancel();
            }
        }

        // A run whose own progress handler ends the process waits for nobody: it is not within the library.
        var others = runs.Select(run => run.Run).Where(run => run != own).ToArray();
        try
        {
            Task.WaitAll(others, longestWait);
        }
        catch (AggregateException)
        {
            // How they end is of no interest any more.
        }
    }
}
