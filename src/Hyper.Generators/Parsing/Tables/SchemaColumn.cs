using Hyper.Generators.Model.Tables;
using Hyper.Generators.Parsing.Tables.Json;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>A column as the schema writes it.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Property">The name of its property, where the schema says one.</param>
/// <param name="Words">The words of a category.</param>
/// <param name="IsIndex">Whether a category goes to the model as an index.</param>
/// <param name="TellsMissing">Whether cells may be missing.</param>
/// <param name="OfInput">What only an input can say: encode, or unknown.</param>
internal sealed record SchemaColumn(JsonText Name, ColumnKind Kind, string? Property, IReadOnlyList<JsonText> Words, bool IsIndex, bool TellsMissing, JsonNode? OfInput)
{
    /// <summary>The fields that a column may have. Those that only the runtime reads are known here too, so that a slip of the pen is found.</summary>
    public static readonly string[] Fields = ["name", "property", "kind", "words", "encode", "unknown", "scale", "min", "max", "format", "missing", "why"];
}
