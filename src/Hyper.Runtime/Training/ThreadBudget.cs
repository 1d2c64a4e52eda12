using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Training;

/// <summary>
/// How many threads libtorch's operations may use during a run. Splitting an operation of some microseconds over threads
/// costs more than it saves, the more so where another process wants the cores: every operation waits for its last thread.
/// </summary>
internal sealed class ThreadBudget : IDisposable
{
    // Multiply-adds of one matrix product: about a tenth of a millisecond on one core.
    private const long WorthSplitting = 4_000_000;

    private static readonly Lock gate = new();
    private static int runs;
    private static int before;

    private ThreadBudget()
    {
    }

    /// <summary>
    /// Multiply-adds of a pass, in which each weight serves each row once; a kernel of a convolution serves each place of a
    /// row, of which it may have as many as the input.
    /// </summary>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="rows">Rows of a batch.</param>
    /// <param name="inputs">The data's inputs, [N, channels, …].</param>
    public static long WorkOf(ElementaryLayout layout, long rows, Tensor inputs)
    {
        var shape = inputs.shape;
        var places = shape.Length > 2 ? shape.Skip(2).Aggregate(1L, (product, size) => product * size) : 1;
        return rows * layout.Slots.Sum(slot => slot.Count * (slot.Shape.Length > 2 ? places : 1L));
    }

    /// <summary>Whether a run of so much work is better off on one thread.</summary>
    /// <param name="work">Multiply-adds of the run's largest matrix product.</param>
    public static bool WantsOneThread(long work) => work < WorthSplitting;

    /// <summary>Sets the number of threads until the budget is disposed of.</summary>
    /// <param name="settings">The number asked for; 0 leaves the choice to <paramref name="work"/>.</param>
    /// <param name="work">Multiply-adds of the run's largest matrix product.</param>
    public static ThreadBudget Enter(ExperimentSettings settings, long work)
    {
        lock (gate)
        {
            // The number is the process's own and runs may overlap: the first one in remembers it, the last one out restores it.
            if (runs++ == 0)
            {
                before = torch.get_num_threads();
            }

            torch.set_num_threads(settings.Threads > 0 ? settings.Threads : WantsOneThread(work) ? 1 : before);
        }

        return new ThreadBudget();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (--runs == 0)
            {
                torch.set_num_threads(before);
            }
        }
    }
}
