using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using static TorchSharp.torch;

namespace Hyper.Tables.Preparation;

/// <summary>Rows as a model reads them.</summary>
internal sealed class PreparedRows
{
    /// <summary>What a forward method calls the numbers of a row, where there are indices as well.</summary>
    public const string Numeric = "numbers";

    /// <summary>What it calls the indices.</summary>
    public const string Categorical = "categories";

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
        var (inputs, targets) = (prepared.ToInputs(), Targets(preparation, data, rows));
        return inputs.Count == 1 ? new Dataset(inputs[0], targets) : new Dataset([(Numeric, inputs[0]), (Categorical, inputs[1])], targets);
    }

    /// <summary>
    /// The inputs: [count, <see cref="TableSchema.InputWidth"/>], 32-bit floating-point numbers, and, where columns are encoded as indices,
    /// [count, <see cref="TableSchema.CategoryCount"/>] of 64-bit integers; of the two only what there is.
    /// </summary>
    public ModelInputs ToInputs()
    {
        var numbers = schema.InputWidth == 0 ? null : tensor(Numbers, [count, schema.InputWidth]);
        var categories = schema.CategoryCount == 0 ? null : tensor(Categories, [count, schema.CategoryCount]);
        return numbers is null ? new ModelInputs(categories!) : categories is null ? new ModelInputs(numbers) : new ModelInputs(numbers, categories);
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
