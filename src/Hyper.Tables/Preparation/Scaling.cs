using Hyper.Tables.Schema;

namespace Hyper.Tables.Preparation;

/// <summary>From a column's own unit to what a model reads, and back.</summary>
internal static class Scaling
{
    /// <summary>Before the mean is taken off: the number itself, or its logarithm, which keeps the sign and goes through 0.</summary>
    public static double Unfold(NumberScale scale, double value) => scale == NumberScale.Log ? Math.CopySign(double.LogP1(Math.Abs(value)), value) : value;

    /// <summary>What a model reads.</summary>
    public static double Apply(NumberScale scale, PreparedColumn column, double value) => (Unfold(scale, value) - column.Mean) / column.Deviation;

    /// <summary>The number in the column's own unit.</summary>
    public static double Undo(NumberScale scale, PreparedColumn column, double value)
    {
        var unfolded = (value * column.Deviation) + column.Mean;
        return scale == NumberScale.Log ? Math.CopySign(double.ExpM1(Math.Abs(unfolded)), unfolded) : unfolded;
    }
}
