using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Reading;

/// <summary>The fields of tuples.</summary>
internal static class TupleItems
{
    /// <summary>The place of a field in its tuple, from 0; null where it is a field of something else.</summary>
    public static int? Place(IFieldSymbol field)
        => field.ContainingType.IsTupleType
            && field.Name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(field.Name.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            && item >= 1
            ? item - 1
            : null;
}
