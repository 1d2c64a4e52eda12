using Hyper.Tables.Schema;

namespace Hyper.Tables.Preparation;

/// <summary>Makes a row's numbers of its cells, and its indices for embeddings: laid out as <see cref="TableColumn.Width"/> counts them.</summary>
/// <param name="preparation">What is known of the columns.</param>
internal sealed class RowEncoder(TablePreparation preparation)
{
    private readonly TableSchema schema = preparation.Schema;

    /// <summary>Encodes a row.</summary>
    /// <param name="cells">Its input cells, as <see cref="ITableRow{TSelf}.Value"/> means them.</param>
    /// <param name="numbers">[<see cref="TableSchema.InputWidth"/>], zeros.</param>
    /// <param name="categories">[<see cref="TableSchema.CategoryCount"/>].</param>
    /// <exception cref="HyperDslException">A cell is infinite, or no index of a word.</exception>
    public void Encode(ReadOnlySpan<double> cells, Span<float> numbers, Span<long> categories)
    {
        var (at, fitted, category) = (0, 0, 0);
        for (var i = 0; i < cells.Length; i++)
        {
            var (column, cell) = (schema.InputColumns[i], cells[i]);
            var isMissing = double.IsNaN(cell);
            if (column.Kind == ColumnKind.Category)
            {
                var index = isMissing ? -1 : Index(column, cell);
                if (column.IsIndex)
                {
                    categories[category++] = index + 1;
                    continue;
                }

                if (index >= 0)
                {
                    numbers[at + index] = 1;
                }

                at += column.Words.Count;
            }
            else
            {
                var known = preparation.Inputs[fitted++];
                numbers[at++] = (float)Scaling.Apply(column.Scale, known, isMissing ? known.Fill : Finite(column, cell));
            }

            if (column.HasIndicator)
            {
                numbers[at++] = isMissing ? 1 : 0;
            }
        }
    }

    private static int Index(TableColumn column, double cell) => cell >= 0 && cell < column.Words.Count && cell == Math.Floor(cell)
        ? (int)cell
        : throw new HyperDslException(FormattableString.Invariant($"Column '{column.Name}': {cell} is no index of its {column.Words.Count} words, which are counted from 0."));

    private static double Finite(TableColumn column, double cell) => double.IsFinite(cell)
        ? cell
        : throw new HyperDslException(FormattableString.Invariant($"Column '{column.Name}': the cell is {cell}; a finite number is expected, or NaN for a missing one."));
}
