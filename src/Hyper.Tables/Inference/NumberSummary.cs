namespace Hyper.Tables.Inference;

/// <summary>What is known of numbers after each has been seen once.</summary>
internal sealed class NumberSummary
{
    private double mean;
    private double second;
    private double third;
    private double last = double.NegativeInfinity;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether all are whole numbers.</summary>
    public bool AreWhole { get; private set; } = true;

    /// <summary>Whether each is larger than the one before.</summary>
    public bool AreRising { get; private set; } = true;

    /// <summary>Their mean.</summary>
    public double Mean => mean;

    /// <summary>Their skewness: 0 for symmetric ones, above 0 for a long tail of large ones.</summary>
    public double Skewness => second > 0 ? Math.Sqrt(Count) * third / Math.Pow(second, 1.5) : 0;

    /// <summary>Takes a number in.</summary>
    public void Add(double value)
    {
        Count++;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        AreWhole &= value == Math.Floor(value);
        AreRising &= value > last;
        last = value;

        // Sums of powers of the distance from the mean, moved along with it (Terriberry, 2007): no sum grows large and cancels.
        var step = value - mean;
        var part = step / Count;
        var term = step * part * (Count - 1);
        mean += part;
        third += (term * part * (Count - 2)) - (3 * part * second);
        second += term;
    }
}
