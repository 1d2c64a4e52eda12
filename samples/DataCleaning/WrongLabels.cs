using TorchSharp;

namespace DataCleaning;

/// <summary>Labels made wrong on purpose, and how well they are found again.</summary>
internal sealed class WrongLabels
{
    private readonly bool[] wrong;

    private WrongLabels(bool[] wrong) => this.wrong = wrong;

    /// <summary>How many there are.</summary>
    public int Count => wrong.Count(each => each);

    /// <summary>Whether the label of a training row was made wrong.</summary>
    /// <param name="row">The row, counted from 0.</param>
    public bool this[int row] => wrong[row];

    /// <summary>Gives a share of the rows another class than theirs, in place, each other class as likely; the same seed does the same.</summary>
    public static WrongLabels Make(Dataset rows, int classes, double share, int seed)
    {
        var random = new Random(seed);
        long[] labels = rows.Targets.data<long>().ToArray();
        var wrong = new bool[labels.Length];
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        random.Shuffle(order);
        foreach (int row in order.Take((int)Math.Round(share * labels.Length)))
        {
            labels[row] = (labels[row] + 1 + random.Next(classes - 1)) % classes;
            wrong[row] = true;
        }

        using torch.Tensor changed = torch.tensor(labels);
        rows.Targets.copy_(changed);
        return new WrongLabels(wrong);
    }

    /// <summary>
    /// The area under the ROC curve of little trust as a sign of a wrong label: how likely a wrong label is trusted less
    /// than a right one. 1 finds them all, 0.5 is no better than chance.
    /// </summary>
    /// <param name="trust">One value a row.</param>
    /// <returns>Not a number where no label is wrong, or all are.</returns>
    public double AreaUnderCurve(IReadOnlyList<double> trust)
    {
        // Each pair of a wrong and a right label counts: 1 where the wrong one is trusted less, a half where they are level.
        double[] right = [.. Of(trust, isWrong: false).Order()];
        double pairs = Of(trust, isWrong: true).Sum(value => 0.5 * (Above(right, value, orLevel: false) + Above(right, value, orLevel: true)));
        return pairs / ((double)Count * right.Length);
    }

    /// <summary>The share of wrong labels among as many rows of the least trust as there are wrong labels.</summary>
    /// <param name="trust">One value a row.</param>
    public double ShareAmongLeast(IReadOnlyList<double> trust) =>
        (double)Enumerable.Range(0, wrong.Length).OrderBy(row => trust[row]).Take(Count).Count(row => wrong[row]) / Count;

    private IEnumerable<double> Of(IReadOnlyList<double> trust, bool isWrong) => trust.Where((_, row) => wrong[row] == isWrong);

    private static int Above(double[] ordered, double value, bool orLevel)
    {
        (int from, int to) = (0, ordered.Length);
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (orLevel ? ordered[middle] < value : ordered[middle] <= value)
                from = middle + 1;
            else
                to = middle;
        }

        return ordered.Length - from;
    }
}
