using System.Globalization;

namespace Hyper.Generators.Emitting.Passes;

/// <summary>Whole numbers that travel as doubles.</summary>
internal static class NumberCode
{
    public static string Whole(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}
