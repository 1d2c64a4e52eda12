using System.Globalization;
using Hyper.Runtime.Data.Orders;
using Hyper.Runtime.Data.Rows;

namespace Hyper.Runtime.Data;

/// <summary>
/// The rows of an experiment, apart: those that fit the weights, those that tune the hyperparameters, and those, if any,
/// that neither has seen.
/// </summary>
public partial class DataSplits : IDisposable
{
    /// <summary>Takes ownership of the datasets. Where it throws, they stay the caller's.</summary>
    /// <param name="training">Fits the weights.</param>
    /// <param name="validation">Tunes the hyperparameters.</param>
    /// <param name="test">Judges the result; it may be left out.</param>
    /// <exception cref="HyperDslException">The rows of one split have another shape or type than those of another.</exception>
    public DataSplits(Dataset training, Dataset validation, Dataset? test = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        RequireSameRows(training, validation, "validation");
        if (test is not null)
            RequireSameRows(training, test, "test");
        Training = training;
        Validation = validation;
        Test = test;
    }

    /// <summary>The rows that fit the weights.</summary>
    public Dataset Training { get; }

    /// <summary>The rows that tune the hyperparameters.</summary>
    public Dataset Validation { get; }

    /// <summary>The rows that judge the result, if there are any.</summary>
    public Dataset? Test { get; }

    /// <summary>Deals rows out at random, none of them twice; the same seed deals the same rows.</summary>
    /// <param name="all">The rows; they are copied, and stay the caller's.</param>
    /// <param name="seed">Decides which row goes where.</param>
    /// <param name="training">Rows to train on, at least 1.</param>
    /// <param name="validation">Rows to validate on, at least 1.</param>
    /// <param name="test">Rows to test on; 0 for no test split.</param>
    /// <exception cref="HyperDslException">A size is too small, or there are not that many rows.</exception>
    public static DataSplits Random(Dataset all, int seed, int training, int validation, int test = 0)
    {
        RequireSizes(all, training, validation, test);
        long[] rows = Shuffle.Order(checked((int)all.Count), seed);
        return Build(training, validation, test, (start, count) => all.Select(rows.AsSpan(start, count).ToArray()));
    }

    /// <summary>Deals rows out in order: the first to train on, the next to validate on, the next to test on.</summary>
    /// <param name="all">The rows; their memory is shared, and the dataset stays the caller's.</param>
    /// <param name="training">Rows to train on, at least 1.</param>
    /// <param name="validation">Rows to validate on, at least 1.</param>
    /// <param name="test">Rows to test on; 0 for no test split.</param>
    /// <exception cref="HyperDslException">A size is too small, or there are not that many rows.</exception>
    public static DataSplits InOrder(Dataset all, int training, int validation, int test = 0)
    {
        RequireSizes(all, training, validation, test);
        return Build(training, validation, test, (start, count) => all.Slice(start, count));
    }

    /// <summary>Moves every split to a device and converts what is floating-point; labels stay 64-bit integers.</summary>
    /// <param name="device">Where the rows go.</param>
    /// <param name="floatType">The type of the inputs, and of targets that are no labels.</param>
    /// <returns>Splits of their own; memory is shared where nothing changes.</returns>
    /// <exception cref="HyperDslException"><paramref name="floatType"/> is not floating-point.</exception>
    public virtual DataSplits To(torch.Device device, torch.ScalarType floatType)
        => new(Training.To(device, floatType), Validation.To(device, floatType), Test?.To(device, floatType));

    /// <summary>The same rows for a run, which outlive these splits: memory is shared.</summary>
    /// <exception cref="ObjectDisposedException">The rows of a split have been disposed of.</exception>
    internal virtual DataSplits Share()
    {
        RequireAlive();
        return new DataSplits(Training.Share(), Validation.Share(), Test?.Share());
    }

    /// <summary>Refuses rows that have been disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The rows of a split have been disposed of.</exception>
    internal void RequireAlive()
    {
        Training.RequireAlive("The training rows");
        Validation.RequireAlive("The validation rows");
        Test?.RequireAlive("The test rows");
    }

    /// <summary>Frees the memory of every split.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of every split.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Training.Dispose();
            Validation.Dispose();
            Test?.Dispose();
        }
    }

    private static DataSplits Build(int training, int validation, int test, Func<int, int, Dataset> part) => new(
        part(0, training),
        part(training, validation),
        test == 0 ? null : part(training + validation, test));

    private static void RequireSizes(Dataset all, int training, int validation, int test)
    {
        ArgumentNullException.ThrowIfNull(all);
        RequireSize("training", training, 1);
        RequireSize("validation", validation, 1);
        RequireSize("test", test, 0);
        long left = all.Count;
        foreach ((string name, int size) in (ReadOnlySpan<(string, int)>)[("training", training), ("validation", validation), ("test", test)])
        {
            if (size > left)
            {
                throw new HyperDslException(
                    $"The {name} split is to have {Number(size)} rows, and {Number(left)} of {Number(all.Count)} are left for"
                    + $" it ({Number(training)} for training, {Number(validation)} for validation and {Number(test)} for test were"
                    + " asked for). Make a split smaller.");
            }

            left -= size;
        }
    }

    private static void RequireSize(string name, int size, int least)
    {
        if (size < least)
        {
            throw new HyperDslException(
                $"The {name} split is to have {Number(size)} rows; at least {Number(least)} is expected.");
        }
    }

    private static void RequireSameRows(Dataset training, Dataset other, string name)
    {
        if (!other.Layout.HasNamesOf(training.Layout))
        {
            throw new HyperDslException(
                $"The {name} split has the inputs {RowLayout.Text(other.InputNames)}, and the training split has {RowLayout.Text(training.InputNames)}; names and"
                + " order have to be the same.");
        }

        if (other.Layout.DifferenceFrom(training.Layout) is { } difference)
        {
            throw new HyperDslException(
                $"The {difference.Part} of the {name} split are {difference.One.Text(other.Count)}, and those of the training split are"
                + $" {difference.Other.Text(training.Count)}; only the number of rows may differ.");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
