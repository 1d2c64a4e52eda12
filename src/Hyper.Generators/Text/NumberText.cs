using System.Globalization;

namespace Hyper.Generators.Text;

/// <summary>Numbers as messages write them: the same on every machine.</summary>
internal static class NumberText
{
    public static string Text(this int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(this double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A count with its thousands apart.</summary>
    public static string Grouped(this long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count that may be too large for a <see cref="long"/>.</summary>
    public static string Grouped(this double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The megabytes of so many float32 numbers, rounded, and at least one.</summary>
    public static string Megabytes(double count) => Math.Max(1, count * sizeof(float) / (1 << 20)).ToString("N0", CultureInfo.InvariantCulture);
}
