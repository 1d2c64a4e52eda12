using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>Fashion-MNIST as the literature cuts MNIST: 5,000 rows to train, half of them with a label of another class, 5,000 to validate and the 10,000 of its own to test.</summary>
internal sealed class CleaningData : IDisposable
{
    public const int Training = 5_000, Validation = 5_000, Pixels = 784, Classes = 10;

    private readonly bool[] wrong;

    private CleaningData(DataSplits rows, bool[] wrong) => (Rows, this.wrong) = (rows, wrong);

    /// <summary>The rows.</summary>
    public DataSplits Rows { get; }

    /// <summary>Draws rows and wrong labels by a seed.</summary>
    public static CleaningData Draw(string? folder, int seed)
    {
        var (all, test) = FashionMnist.Load(folder);
        using (all)
        using (test)
        {
            using var dealt = DataSplits.Random(all, seed, Training, Validation);
            var labels = dealt.Training.Targets.data<long>().ToArray();
            var random = new Random(seed);
            var wrong = new bool[Training];
            var order = Enumerable.Range(0, Training).ToArray();
            random.Shuffle(order);
            foreach (var row in order.Take(Training / 2))
            {
                // Any other class, each as likely.
                labels[row] = (labels[row] + 1 + random.Next(Classes - 1)) % Classes;
                wrong[row] = true;
            }

            using var targets = tensor(labels);
            dealt.Training.Targets.copy_(targets);
            return new CleaningData(new DataSplits(dealt.Training.Slice(0, Training), dealt.Validation.Slice(0, Validation), test.Slice(0, (int)test.Count)), wrong);
        }
    }

    /// <summary>The F1 of "clean" as it is said of the rows whose weight is above a half.</summary>
    public double F1(IReadOnlyList<double> weights)
    {
        var (both, said, clean) = (0, 0, 0);
        for (var row = 0; row < Training; row++)
        {
            said += weights[row] > 0.5 ? 1 : 0;
            clean += wrong[row] ? 0 : 1;
            both += weights[row] > 0.5 && !wrong[row] ? 1 : 0;
        }

        return 2.0 * both / (said + clean);
    }

    /// <summary>What one who knew would weigh the rows with.</summary>
    public double[] Known() => [.. wrong.Select(each => each ? 1e-6 : 1 - 1e-6)];

    /// <inheritdoc/>
    public void Dispose() => Rows.Dispose();
}
