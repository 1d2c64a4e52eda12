using Comparing;
using Hyper.Runtime;
using static TorchSharp.torch;

namespace PaperFigures.Data;

/// <summary>Pictures of 28×28 pixels in ten classes, with one-hot targets, dealt out in their order as the paper does.</summary>
internal sealed class PaperData : IDisposable
{
    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = 784;

    /// <summary>Classes, which are the model's outputs.</summary>
    public const int Classes = 10;

    private readonly Dataset rows;
    private readonly Dataset test;

    private PaperData(string name, bool quick, Dataset rows, Dataset test)
    {
        Name = name;
        Quick = quick;
        this.rows = rows;
        this.test = test;
    }

    /// <summary>What the summaries call it.</summary>
    public string Name { get; }

    /// <summary>Whether these are the shipped digits, for a run in seconds.</summary>
    public bool Quick { get; }

    /// <summary>Whether these are the pictures whose exact losses are known beforehand.</summary>
    public bool IsFashion => Name == FashionPictures.Name;

    /// <summary>Reads the pictures.</summary>
    /// <param name="source">What the command line names.</param>
    /// <param name="quick">Takes the shipped digits instead, enlarged.</param>
    /// <exception cref="HyperDslException">The files cannot be read, have too few rows, or have pictures of another size.</exception>
    public static PaperData Load(string source, bool quick)
    {
        if (quick)
        {
            (Dataset digits, Dataset others) = EnlargedDigits.Load();
            return Of("digits", quick, digits, others);
        }

        (Dataset training, Dataset test) = FashionMnist.Load(PictureSource.Directory(source));
        return Of(source, quick, training, test);
    }

    /// <summary>The first rows to train, the next, or the last ones, to validate; the test set to test.</summary>
    /// <param name="split">How many of each.</param>
    public DataSplits Split(PaperSplit split)
    {
        using var scope = NewDisposeScope();
        long from = split.ValidateOnLast ? rows.Count - split.Validation : split.Training;
        return new DataSplits(rows.Slice(0, split.Training), rows.Slice(from, split.Validation), test.Slice(0, Math.Min(split.Test, test.Count)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        test.Dispose();
    }

    private static PaperData Of(string name, bool quick, Dataset training, Dataset test)
    {
        using (training)
        using (test)
        {
            if (training.Inputs.shape[1] != Pixels)
            {
                throw new HyperDslException(FormattableString.Invariant(
                    $"'{name}' has pictures of {training.Inputs.shape[1]:N0} pixels; the paper's models take 28×28."));
            }

            int needed = quick ? 0 : PaperSplit.Rows;
            if (training.Count < needed)
            {
                throw new HyperDslException(FormattableString.Invariant(
                    $"'{name}' has {training.Count:N0} training pictures; the figures deal out {needed:N0}."));
            }

            return new PaperData(name, quick, training.WithOneHotTargets(Classes), test.WithOneHotTargets(Classes));
        }
    }
}
