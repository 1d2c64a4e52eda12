using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using static TorchSharp.torch;

namespace Hyper.Tables.Preparation;

/// <summary>Rows as a model reads them.</summary>
internal sealed class PreparedRows
{
    private readonly TableSchema schema;
    private readonly int count;

    /// <summary>Makes room for rows.</summary>
    /// <param name="preparation">How they become numbers.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="read">Writes the cells of a row, counted from 0, into a span.</param>
    public PreparedRows(TablePreparation preparation, int count, Action<int, Span<double>> read)
    {
        (schema, this.count) = (preparation.Schema, count);
        var (width, categories) = (schema.InputWidth, schema.CategoryCount);
        if ((long)count * Math.Max(width, categories) > Array.MaxLength)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"{count} rows of {Math.Max(width, categories)} inputs are more than the {Array.MaxLength} numbers that one split may have. Take smaller shares, or leave columns out."));
        }

        Numbers = new float[count * width];
        Categories = new long[count * categories];
        var cells = new double[schema.InputColumns.Count];
        for (var row = 0; row < count; row++)
        {
            read(row, cells);
            preparation.Encoder.Encode(cells, Numbers.AsSpan(row * width, width), Categories.AsSpan(row * categories, categories));
        }
    }

    /// <summary>[count, <see cref="TableSchema.InputWidth"/>].</summary>
    public float[] Numbers { get; }

    /// <summary>[count, <see cref="TableSchema.CategoryCount"/>]: 0 where the cell is missing, 1 for the first word.</summary>
    public long[] Categories { get; }

    /// <summary>Rows of a table with their targets, for a run.</summary>
    /// <param name="preparation">How they become numbers.</param>
    /// <param name="data">The table.</param>
    /// <param name="rows">The rows.</param>
    public static Dataset ToDataset(TablePreparation preparation, TableData data, int[] rows)
    {
        var prepared = new PreparedRows(preparation, rows.Length, (row, cells) => data.ReadRow(rows[row], cells));
        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        return new Dataset(prepared.ToTensor(), Targets(preparation, data, rows));
    }

    /// <summary>The inputs: [count, <see cref="TableSchema.InputWidth"/>], 32-bit floating-point numbers.</summary>
    /// <exception cref="HyperDslException">There are categories that go to embeddings.</exception>
    public Tensor ToTensor()
    {
        // The one place that is to make two tensors of a row's numbers and categories.
        if (schema.CategoryCount > 0)
        {
            throw new HyperDslException(
                $"Table '{schema.Name}' has columns with \"encode\": \"index\", such as '{schema.InputColumns.First(column => column.IsIndex).Name}', whose indices are a second tensor of inputs; this version reads one tensor. Write \"encode\": \"one-hot\" in the schema.");
        }

        return tensor(Numbers, [count, schema.InputWidth]);
    }

    private static Tensor Targets(TablePreparation preparation, TableData data, int[] rows)
    {
        if (data.Schema.Task == TableTask.Classes)
        {
            return tensor(Array.ConvertAll(rows, row => (long)data.Targets[0][row]));
        }

        var (columns, width) = (data.Schema.TargetColumns, data.Targets.Length);
        var targets = new float[rows.Length * width];
        for (var i = 0; i < targets.Length; i++)
        {
            var (row, target) = (rows[i / width], i % width);
            var cell = data.Targets[target][row];
            targets[i] = (float)(data.Schema.HasLabels ? cell : Scaling.Apply(columns[target].Scale, preparation.Targets[target], cell));
        }

        return tensor(targets, [rows.Length, width]);
    }
}
