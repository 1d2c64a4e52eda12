using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Preparation;

/// <summary>A preparation as text. Numbers are written with as many digits as tell them from all others.</summary>
internal static partial class PreparationJson
{
    private const int Version = 1;

    /// <summary>Writes a preparation.</summary>
    public static string Write(TablePreparation preparation) =>
        JsonSerializer.Serialize(new Content(Version, preparation.Inputs, preparation.Targets), Context.Default.Content);

    /// <summary>Reads a preparation.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="schema">The schema that it is of.</param>
    /// <exception cref="HyperDslException">It is damaged, of a newer version, or of another schema.</exception>
    public static TablePreparation Read(string json, TableSchema schema)
    {
        Content content;
        try
        {
            content = JsonSerializer.Deserialize(json, Context.Default.Content) ?? throw new JsonException("It is null");
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"The preparation of table '{schema.Name}' is damaged: {problem.Message}", problem);
        }

        if (content.Version is < 1 or > Version)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The preparation of table '{schema.Name}' is of version {content.Version}, and this HyperDsl reads version {Version}. Update HyperDsl."));
        }

        Require(schema, content.Inputs, schema.InputColumns);
        Require(schema, content.Targets, schema.TargetColumns);
        return new TablePreparation(schema, content.Inputs, content.Targets);
    }

    private static void Require(TableSchema schema, IReadOnlyList<PreparedColumn> found, IReadOnlyList<TableColumn> columns)
    {
        var expected = columns.Where(column => column.Kind != ColumnKind.Category).Select(column => column.Name);
        if (!found.Select(column => column.Name).SequenceEqual(expected) || found.Any(column => !double.IsFinite(column.Fill + column.Mean) || !(column.Deviation > 0)))
        {
            throw new HyperDslException(
                $"The preparation of table '{schema.Name}' is of the columns {SchemaNames.Shown(found.Select(column => column.Name))}, and the schema has the numbers and dates {SchemaNames.Shown(expected)}, each with finite values. They do not belong together.");
        }
    }

    internal sealed record Content(int Version, IReadOnlyList<PreparedColumn> Inputs, IReadOnlyList<PreparedColumn> Targets);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Content))]
    internal sealed partial class Context : JsonSerializerContext;
}
