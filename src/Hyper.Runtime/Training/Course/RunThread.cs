using Hyper.Runtime.Data;

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
    private static readonly List<UnderWay> underWay = [];
    private static bool isEnding;

    [ThreadStatic]
    private static UnderWay? own;

    static RunThread() => AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll();

    /// <summary>Starts a run on rows that stay the caller's: it may dispose of them once this returns.</summary>
    /// <param name="splits">The rows.</param>
    /// <param name="run">The run; it is given the rows, which are its own, and told when to stop.</param>
    /// <param name="cancellation">The caller's wish to stop.</param>
    public static Task<T> Start<T>(DataSplits splits, Func<DataSplits, CancellationToken, T> run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(splits);
        var rows = splits.Share();
        return Start(stop => run(rows, stop), cancellation, rows);
    }

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
            underWay.Add(new UnderWay(task, stop));
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
            lock (gate)
            {
                own = underWay.Find(run => run.Run == task);
            }

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

    /// <summary>
    /// Calls a user's code, such as a progress handler, from the thread of a run. It may end the process, which then need not wait for this
    /// thread: it is not within the library, and does not go back to it once the process is ending.
    /// </summary>
    /// <param name="call">The call.</param>
    public static void Outside(Action call)
    {
        if (own is not { } run)
        {
            call();
            return;
        }

        run.IsOutside = true;
        try
        {
            call();
        }
        finally
        {
            lock (gate)
            {
                run.IsOutside = isEnding;
            }

            if (run.IsOutside)
            {
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    // The end of a process is told on a thread of its own, whichever thread asked for it.
    private static void StopAll()
    {
        List<UnderWay> runs;
        lock (gate)
        {
            isEnding = true;
            runs = [.. underWay];
            foreach (var run in runs)
            {
                run.Stop.Cancel();
            }
        }

        SpinWait.SpinUntil(() => runs.TrueForAll(run => run.IsOutside || run.Run.IsCompleted), longestWait);
    }

    /// <summary>A run that has been started and is not over.</summary>
    private sealed class UnderWay(Task run, CancellationTokenSource stop)
    {
        private volatile bool isOutside;

        public Task Run => run;

        public CancellationTokenSource Stop => stop;

        /// <summary>Whether its thread is in a user's code, from where it does not come back into the library while the process ends.</summary>
        public bool IsOutside
        {
            get => isOutside;
            set => isOutside = value;
        }
    }
}
