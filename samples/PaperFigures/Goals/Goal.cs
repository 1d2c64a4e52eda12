namespace PaperFigures.Goals;

/// <summary>Which side of its bound a quantity has to be on.</summary>
internal enum Side
{
    /// <summary>At most the bound.</summary>
    AtMost,

    /// <summary>At least the bound.</summary>
    AtLeast,
}

/// <summary>What a figure must show.</summary>
/// <param name="Figure">The figure's name.</param>
/// <param name="Quantity">A field of its summary.</param>
/// <param name="Side">Which side of the bound is good.</param>
/// <param name="Full">The bound on the full data.</param>
/// <param name="Quick">The bound on the quick digits; null where it is not held there.</param>
internal sealed record Goal(string Figure, string Quantity, Side Side, double Full, double? Quick)
{
    /// <summary>Whether the bound is a loss of Fashion-MNIST's, which other pictures do not have.</summary>
    public bool OnlyFashion { get; init; }
}
