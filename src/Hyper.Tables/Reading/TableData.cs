namespace Hyper.Tables.Reading;

/// <summary>The cells of a table, column by column.</summary>
/// <param name="Schema">What they are of.</param>
/// <param name="Count">Rows.</param>
/// <param name="Inputs">For each input column its cells, as <see cref="ITableRow{TSelf}.Value"/> means them.</param>
/// <param name="Targets">For each target its cells, likewise; empty where they were not read.</param>
/// <param name="Keys">For each column that is left out, by name, what tells its cells apart: equal texts have equal keys. 0 where it is missing.</param>
/// <param name="Warnings">What is worth knowing, a sentence each.</param>
internal sealed record TableData(
    TableSchema Schema,
    int Count,
    double[][] Inputs,
    double[][] Targets,
    IReadOnlyDictionary<string, UInt128[]> Keys,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The rows that have all their targets, in order: the others can be neither learned from nor judged by.</summary>
    public int[] Answered { get; } = [.. Enumerable.Range(0, Count).Where(row => !Targets.Any(target => double.IsNaN(target[row])))];

    /// <summary>Reads the input cells of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cells">Where they go.</param>
    public void ReadRow(int row, Span<double> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Inputs[i][row];
        }
    }
}
