namespace PaperFigures.Data;

/// <summary>How many rows train, validate and test.</summary>
/// <param name="Training">The first rows.</param>
/// <param name="Validation">The rows after those, or the last ones.</param>
/// <param name="Test">The first rows of the test set.</param>
/// <param name="ValidateOnLast">Whether the validation rows are the last ones.</param>
internal sealed record PaperSplit(int Training, int Validation, int Test, bool ValidateOnLast = false)
{
    /// <summary>Training pictures of MNIST and Fashion-MNIST, which figure 6 deals out to the last.</summary>
    public const int Rows = 60_000;

    /// <summary>Figures 2, 3, 4 and 8: so few rows to train on that the penalty decides.</summary>
    public static PaperSplit Few(bool quick) => quick ? new(10, 1_000, 397) : new(10, 10_000, 10_000);

    /// <summary>Figure 5.</summary>
    public static PaperSplit Thousands(bool quick) => quick ? new(600, 600, 397) : new(10_000, 10_000, 10_000);

    /// <summary>Figure 6.</summary>
    public static PaperSplit Most(bool quick) => quick ? new(700, 700, 397, ValidateOnLast: true) : new(50_000, 10_000, 10_000, ValidateOnLast: true);
}
