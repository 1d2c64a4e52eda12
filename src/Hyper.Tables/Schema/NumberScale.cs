namespace Hyper.Tables.Schema;

/// <summary>How numbers are brought to a common size.</summary>
public enum NumberScale
{
    /// <summary>Less the mean of the training rows, over their standard deviation.</summary>
    Standard,

    /// <summary>sign(x)·ln(1 + |x|), and then as <see cref="Standard"/>.</summary>
    Log,

    /// <summary>As they are.</summary>
    None,
}
