using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Course;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Small work stays on one thread.</summary>
public sealed class ThreadBudgetTests
{
    [Fact]
    public void A_linear_layer_works_once_for_each_row_and_weight()
    {
        using var inputs = zeros(5, 784);
        Assert.Equal(100 * 7_850, ThreadBudget.WorkOf(Layout([10, 784], [10]), 100, Rows(inputs)));
    }

    [Fact]
    public void A_kernel_works_at_each_place_and_images_shrink_on_the_way()
    {
        using var images = zeros(5, 1, 28, 28);
        using var flat = zeros(5, 784);
        const long first = 72 * 784;
        const long second = 1_152 * 196;
        var layout = Layout([8, 1, 3, 3], [16, 8, 3, 3], [64, 784]);
        Assert.Equal(10 * (first + second + 50_176), ThreadBudget.WorkOf(layout, 10, Rows(images)));
        Assert.Equal(10 * (first + second + 50_176), ThreadBudget.WorkOf(layout, 10, Rows(flat)));
    }

    [Fact]
    public void Images_do_not_shrink_to_nothing()
    {
        using var images = zeros(5, 1, 8, 8);
        Assert.Equal(9 * (64 + 16 + 4 + 4 + 4), ThreadBudget.WorkOf(Layout([1, 1, 3, 3], [1, 1, 3, 3], [1, 1, 3, 3], [1, 1, 3, 3], [1, 1, 3, 3]), 1, Rows(images)));
    }

    [Theory]
    [InlineData(100 * 89_610, true)]
    [InlineData(100 * 1_000_000, false)]
    public void A_second_thread_is_for_large_models(long work, bool isForOne) => Assert.Equal(isForOne, ThreadBudget.WantsOneThread(work));

    /// <summary>The number belongs to a thread, and a new one has the process's: neither is another after a search beside a run.</summary>
    [Fact]
    public void A_search_beside_a_run_leaves_the_numbers_of_threads_as_they_were()
    {
        NativeBackend.EnsureLoaded();
        var before = OfNewThread();
        var (own, ownAfter) = (0, 0);
        var caller = new Thread(() =>
        {
            own = get_num_threads();
            using var data = SmallData.Labelled();
            var run = TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 500 });
            var search = RandomSmallNetwork.RunAsync(data);
            using var found = search.GetAwaiter().GetResult();
            using var tuned = run.GetAwaiter().GetResult();
            ownAfter = get_num_threads();
        });
        caller.Start();
        caller.Join();
        Assert.Equal(own, ownAfter);
        Assert.Equal(before, OfNewThread());

        static int OfNewThread()
        {
            var number = 0;
            var thread = new Thread(() => number = get_num_threads());
            thread.Start();
            thread.Join();
            return number;
        }
    }

    private static RowLayout Rows(Tensor inputs) => RowLayout.Of(["inputs"], inputs, inputs);

    private static ElementaryLayout Layout(params long[][] shapes)
    {
        var slots = new List<WeightSlot>();
        foreach (var shape in shapes)
        {
            slots.Add(new WeightSlot($"Layer{slots.Count}.weight", slots.Count, slots.Sum(slot => slot.Count), shape, 1));
        }

        return new ElementaryLayout([.. slots]);
    }
}
