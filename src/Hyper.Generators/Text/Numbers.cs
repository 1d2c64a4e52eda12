using System.Globalization;

namespace Hyper.Generators.Text;

/// <summary>Numbers and counted things as generated files and messages write them: the same on every machine.</summary>
internal static class Numbers
{
    /// <summary>
    /// A number as C# writes it, in code and where a message repeats what the user wrote or should write: it reads back as
    /// the same bits, where a <see cref="double"/> is asked for.
    /// </summary>
    public static string Code(this double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",

        // −0 without a point is the int 0.
        0 when double.IsNegativeInfinity(1 / value) => "-0.0",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc cref="Code(double)"/>
    public static string Code(this long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Code(double)"/>
    public static string Code(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count in a sentence, its thousands apart. It may be too large for a <see cref="long"/>.</summary>
    public static string Prose(this double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Prose(double)"/>
    public static string Prose(this int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Prose(double)"/>
    public static string Prose(this long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count of things in a sentence.</summary>
    public static string Prose(this int count, string thing) => $"{count.Prose()} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>The megabytes of so many float32 numbers, rounded, and at least one.</summary>
    public static string Megabytes(double count) => Math.Max(1, count * sizeof(float) / (1 << 20)).Prose();
}
