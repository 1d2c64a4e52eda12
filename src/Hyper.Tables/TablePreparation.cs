using Hyper.Tables.Preparation;
using Hyper.Tables.Reading;

namespace Hyper.Tables;

/// <summary>
/// How rows become what a model reads, and outputs become answers: medians, means and standard deviations, in double precision, of the
/// training rows alone.
/// </summary>
public sealed class TablePreparation
{
    internal TablePreparation(TableSchema schema, IReadOnlyList<PreparedColumn> inputs, IReadOnlyList<PreparedColumn> targets)
    {
        (Schema, Inputs, Targets) = (schema, inputs, targets);
        Encoder = new RowEncoder(this);
    }

    /// <summary>The table's schema.</summary>
    public TableSchema Schema { get; }

    /// <summary>What is known of each input that is a number or a date, in the schema's order.</summary>
    public IReadOnlyList<PreparedColumn> Inputs { get; }

    /// <summary>What is known of each target that is a number.</summary>
    public IReadOnlyList<PreparedColumn> Targets { get; }

    /// <summary>What makes a row's numbers of its cells.</summary>
    internal RowEncoder Encoder { get; }

    /// <summary>Reads a preparation that <see cref="ToJson"/> wrote: it is the same to the bit.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="schema">The schema that it is of.</param>
    /// <exception cref="HyperDslException">It is damaged, of a newer version, or of another schema.</exception>
    public static TablePreparation Parse(string json, TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(schema);
        return PreparationJson.Read(json, schema);
    }

    /// <summary>The preparation as text, from which it can be read to the bit.</summary>
    public string ToJson() => PreparationJson.Write(this);

    /// <summary>Looks at training rows.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">The training rows.</param>
    internal static TablePreparation Fit(TableData data, ReadOnlySpan<int> rows) => ColumnFit.Of(data, rows);
}
