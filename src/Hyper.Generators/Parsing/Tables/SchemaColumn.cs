using Hyper.Generators.Model.Tables;
using Hyper.Generators.Parsing.Tables.Json;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>A column as the schema writes it.</summary>
internal sealed record SchemaColumn(JsonText Name, ColumnKind Kind, string? Property, IReadOnlyList<JsonText> Words, bool IsIndex, bool TellsMissing)
{
    /// <summary>The fields that a column may have. Those that only the runtime reads are known here too, so that a slip of the pen is found.</summary>
    public static readonly string[] Fields = ["name", "property", "kind", "words", "encode", "unknown", "scale", "min", "max", "missing", "why"];
}
