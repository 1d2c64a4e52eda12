using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// How many threads libtorch's operations may use during a run. Splitting an operation of some microseconds over threads
/// costs more than it saves, the more so where another process wants the cores: every operation waits for its last thread.
/// </summary>
internal sealed class ThreadBudget : IDisposable
{
    // Multiply-adds of a pass: about a millisecond on one core. A step has some hundred operations, and each one that is split
    // waits some ten microseconds for its threads.
    private const long WorthSplitting = 50_000_000;

    // A convolution sees a quarter of the places of the one before, as where images are pooled on the way; but not less than this share.
    private const long FewestPlaces = 16;

    private static readonly Lock gate = new();
    private static int runs;
    private static int before;

    private ThreadBudget()
    {
    }

    /// <summary>
    /// Multiply-adds of a pass, in which each weight serves each row once; a kernel of a convolution serves each place of a
    /// row. How many there are is not known before the pass: the first convolution has the input's, and images are taken to shrink
    /// by half on each side from one to the next.
    /// </summary>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="rows">Rows of a batch.</param>
    /// <param name="inputs">What a row of the data has: channels first, or flat. Of several inputs the largest counts.</param>
    public static long WorkOf(ElementaryLayout layout, long rows, RowLayout inputs)
    {
        var all = inputs.Inputs.Max(input => input.Shape.Skip(input.Shape.Length > 1 ? 1 : 0).Aggregate(1L, (product, size) => product * size));
        var (places, work) = (all, 0L);
        foreach (var slot in layout.Slots)
        {
            var isKernel = slot.Shape.Length > 2;
            work += slot.Count * (isKernel ? places : 1);
            places = isKernel ? Math.Max(places / 4, Math.Max(all / FewestPlaces, 1)) : places;
        }

        return rows * work;
    }

    /// <summary>Whether a run of so much work is better off on one thread.</summary>
    /// <param name="work">Multiply-adds of a pass of the run.</param>
    public static bool WantsOneThread(long work) => work < WorthSplitting;

    /// <summary>Sets the number of threads until the budget is disposed of.</summary>
    /// <param name="settings">The number asked for; 0 leaves the choice to <paramref name="work"/>.</param>
    /// <param name="work">Multiply-adds of a pass of the run.</param>
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
