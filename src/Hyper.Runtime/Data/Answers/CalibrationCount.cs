using static TorchSharp.torch;

namespace Hyper.Runtime.Data.Answers;

/// <summary>Answers with classes, counted by how sure they are and whether they are right.</summary>
internal sealed class CalibrationCount
{
    /// <summary>Bins where nothing else is said: those of Guo et al. (2017).</summary>
    public const int Bins = 15;

    private readonly List<(double Confidence, bool IsRight)> answers = [];
    private double squares;

    /// <summary>Adds the answers to some rows.</summary>
    /// <param name="outputs">[rows, classes, …] scores, or for two classes logits of the targets' shape or with a column of their own, [rows, 1].</param>
    /// <param name="targets">[rows, …]: class labels, one 1 among zeros, or zeros and ones. Labels that are no class, such as the −100 of the library's losses for "no label here", are left out.</param>
    /// <param name="areOneHot">Whether all targets, of which these may be a part, are one 1 among zeros.</param>
    /// <exception cref="HyperDslException">The targets are no classes, or the outputs do not fit them.</exception>
    public void Add(Tensor outputs, Tensor targets, bool areOneHot)
    {
        using var scope = NewDisposeScope();
        var (probabilities, labels) = ClassProbabilities.Of(outputs, targets, areOneHot);
        var classes = (int)probabilities.shape[1];
        var shares = HostNumbers(probabilities);
        var expected = HostNumbers(labels);
        for (var row = 0; row < expected.Length; row++)
        {
            if (expected[row] >= 0 && expected[row] < classes)
            {
                Add(shares.AsSpan(row * classes, classes), (int)expected[row]);
            }
        }
    }

    /// <summary>What the answers so far say.</summary>
    /// <param name="bins">Bins of the calibration errors, at least 1.</param>
    /// <exception cref="HyperDslException">There are no answers, or less than one bin.</exception>
    public Calibration Read(int bins)
    {
        if (bins < 1)
        {
            throw new HyperDslException(FormattableString.Invariant($"A calibration error of {bins} bins was asked for; it needs at least 1."));
        }

        if (answers.Count == 0)
        {
            throw new HyperDslException("No row has a label that is a class, so there is no calibration to read. Give rows with labels from 0 on.");
        }

        var sorted = answers.OrderBy(answer => answer.Confidence).ToList();

        // A confidence on the border of two bins belongs to the lower one.
        var byWidth = sorted.GroupBy(answer => Math.Max(0, (int)Math.Ceiling(answer.Confidence * bins) - 1));
        var byCount = Enumerable.Range(0, bins).Select(bin => sorted[Bound(bin)..Bound(bin + 1)]).Where(bin => bin.Count > 0);
        return new Calibration(
            byWidth.Sum(Gap), byCount.Sum(Gap), squares / sorted.Count, sorted.Average(answer => answer.Confidence), sorted.Count(answer => answer.IsRight) / (double)sorted.Count, sorted.Count);

        int Bound(int bin) => (int)((long)sorted.Count * bin / bins);

        double Gap(IEnumerable<(double Confidence, bool IsRight)> bin) => Math.Abs(bin.Sum(answer => answer.Confidence - (answer.IsRight ? 1 : 0))) / sorted.Count;
    }

    private void Add(ReadOnlySpan<double> probabilities, int label)
    {
        var best = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            best = probabilities[i] > probabilities[best] ? i : best;
            var distance = probabilities[i] - (i == label ? 1 : 0);
            squares += distance * distance;
        }

        answers.Add((probabilities[best], best == label));
    }

    private static double[] HostNumbers(Tensor tensor) => tensor.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
}
