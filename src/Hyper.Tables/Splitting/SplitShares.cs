namespace Hyper.Tables.Splitting;

/// <summary>Which share of the rows goes into which split.</summary>
/// <param name="Training">The share to train on.</param>
/// <param name="Validation">The share to validate on.</param>
/// <param name="Test">The share to test on; 0 for no test split.</param>
internal readonly record struct SplitShares(double Training, double Validation, double Test)
{
    // Three shares that were meant to come to 1 do so but for rounding.
    private const double Rounding = 1e-9;

    /// <summary>How many of so many rows each split gets.</summary>
    /// <exception cref="HyperDslException">A share is out of range, or a split would have no row.</exception>
    public (int Training, int Validation, int Test) Of(int rows)
    {
        if (!(Training > 0 && Validation > 0 && Test >= 0 && Training + Validation + Test <= 1 + Rounding))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The shares are {Training} for training, {Validation} for validation and {Test} for test; the first two must be above 0, and all three come to no more than 1."));
        }

        // Ends are rounded, not sizes: so the sizes come to all rows where the shares come to 1.
        var first = End(Training);
        var second = End(Training + Validation);
        var third = End(Training + Validation + Test);
        var sizes = (first, second - first, third - second);
        return sizes.Item1 > 0 && sizes.Item2 > 0 && (sizes.Item3 > 0 || Test == 0) ? sizes : throw new HyperDslException(FormattableString.Invariant(
            $"Of {rows} rows, {sizes.Item1} would be for training, {sizes.Item2} for validation and {sizes.Item3} for test; each split needs one at least. Take other shares, or more rows."));

        int End(double share) => (int)Math.Round(Math.Min(share, 1) * rows, MidpointRounding.AwayFromZero);
    }
}
