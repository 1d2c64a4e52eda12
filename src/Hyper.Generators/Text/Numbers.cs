using System.Globalization;
using Hyper.Dsl;

namespace Hyper.Generators.Text;

/// <summary>Numbers and counted things as generated files write them: the same on every machine.</summary>
internal static class Numbers
{
    /// <summary>A number in code: it reads back as the same bits.</summary>
    public static string Code(this double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number in code.</summary>
    public static string Code(this long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number in code.</summary>
    public static string Code(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count in a comment, its thousands apart.</summary>
    public static string Prose(this int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count in a comment, its thousands apart.</summary>
    public static string Prose(this long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count of things in a comment.</summary>
    public static string Prose(this int count, string thing) => $"{count.Prose()} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>A response family in a comment, with its article.</summary>
    public static string Prose(this Hypernetwork family) => family is Hypernetwork.Mlp or Hypernetwork.Elementwise ? $"an {family}" : $"a {family}";
}
