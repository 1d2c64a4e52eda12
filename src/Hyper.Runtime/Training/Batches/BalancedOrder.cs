using Hyper.Runtime.Data;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Training.Batches;

/// <summary>
/// Orders of a split's rows in which the classes take turns, so that any rows on end have nearly as many of each class: the numbers of two
/// classes differ by one at most. Rows of a rare class come several times in an order, and of a frequent one some are left to the next order.
/// </summary>
internal sealed class BalancedOrder
{
    private readonly long[][] classes;
    private readonly long count;

    /// <summary>Takes the classes of a split.</summary>
    /// <param name="rows">The split; those that are with a source are all read.</param>
    /// <exception cref="HyperDslException">The targets are not one label a row.</exception>
    public BalancedOrder(Dataset rows)
    {
        var labels = rows.ReadLabels() ?? throw new HyperDslException(
            $"BalanceClasses asks for minibatches with nearly as many rows of each class, and the targets are {rows.Layout.Target.Text(rows.Count)}; one class label a row is expected. Leave BalanceClasses out.");
        classes = [.. labels.Index().GroupBy(row => row.Item, row => (long)row.Index).OrderBy(rowsOfClass => rowsOfClass.Key).Select(rowsOfClass => rowsOfClass.ToArray())];
        count = labels.Length;
    }

    /// <summary>A new order, [rows] of type Int64; a row may come more than once.</summary>
    /// <param name="device">Where it goes.</param>
    /// <param name="noise">What decides it.</param>
    public Tensor Next(Device device, Generator noise)
    {
        using var scope = torch.NewDisposeScope();
        var turns = Shuffled(classes.Length, noise);
        var left = new Queue<long>[classes.Length];
        var order = new long[count];
        for (var i = 0; i < order.Length; i++)
        {
            var turn = (int)turns[i % turns.Length];
            if (left[turn] is not { Count: > 0 } own)
            {
                left[turn] = own = new Queue<long>(Shuffled(classes[turn].Length, noise).Select(place => classes[turn][place]));
            }

            order[i] = own.Dequeue();
        }

        return torch.tensor(order, device: device).MoveToOuterDisposeScope();
    }

    private static long[] Shuffled(int count, Generator noise) => Draws.Order(count, torch.CPU, noise).data<long>().ToArray();
}
