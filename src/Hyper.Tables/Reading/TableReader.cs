using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Reading;

/// <summary>Reads rows and checks them against a schema.</summary>
internal static class TableReader
{
    /// <summary>Reads all rows of a table, with their targets.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">What they should be.</param>
    /// <exception cref="HyperDslException">A column or a cell does not fit.</exception>
    public static TableData Read(RowSource rows, TableSchema schema)
    {
        RequireColumns(rows, schema);
        return Read(rows, schema, schema.TargetColumns, [.. schema.Columns.Where(column => !column.IsUsed)]);
    }

    /// <summary>Reads the inputs of rows that are to be answered: other columns may be there or not.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">What they should be.</param>
    /// <exception cref="HyperDslException">An input is not there, or a cell does not fit.</exception>
    public static TableData ReadInputs(RowSource rows, TableSchema schema)
    {
        if (schema.InputColumns.FirstOrDefault(column => !rows.Columns.Contains(column.Name)) is { } missing)
        {
            throw NotThere(rows, missing.Name, "");
        }

        return Read(rows, schema, [], []);
    }

    private static TableData Read(RowSource rows, TableSchema schema, IReadOnlyList<TableColumn> targets, IReadOnlyList<TableColumn> leftOut)
    {
        var places = rows.Columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        var cells = schema.InputColumns.Select(column => new ColumnCells(column, schema.File, places[column.Name], isTarget: false))
            .Concat(targets.Select(column => new ColumnCells(column, schema.File, places[column.Name], isTarget: true))).ToArray();
        var keys = leftOut.Select(column => (Place: places[column.Name], Column: column, Keys: new List<UInt128>())).ToArray();
        var marks = new CellReader(schema.Columns[0], schema.File, mayBeMissing: true);
        var count = 0;
        while (rows.Read())
        {
            if (++count == Array.MaxLength)
            {
                throw new HyperDslException($"'{rows.Name}': there are more than {count} rows, which is as many as are read.");
            }

            foreach (var column in cells)
            {
                column.Values.Add(column.Reader.Read(rows.Cell(column.Place), rows));
            }

            foreach (var (place, _, list) in keys)
            {
                var cell = rows.Cell(place);
                list.Add(marks.IsMark(cell) ? 0 : Key(cell));
            }
        }

        if (count == 0)
        {
            throw new HyperDslException($"'{rows.Name}': there is no row; at least one is expected.");
        }

        var split = schema.InputColumns.Count;
        return new TableData(
            schema,
            count,
            [.. cells[..split].Select(column => column.Values.ToArray())],
            [.. cells[split..].Select(column => column.Values.ToArray())],
            keys.ToDictionary(key => key.Column.Name, key => key.Keys.ToArray(), StringComparer.Ordinal),
            [.. cells.SelectMany(column => column.Warnings(count))]);
    }

    private static void RequireColumns(RowSource rows, TableSchema schema)
    {
        var known = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var extra = rows.Columns.FirstOrDefault(column => !known.Contains(column));
        if (schema.Columns.FirstOrDefault(column => !rows.Columns.Contains(column.Name)) is { } missing)
        {
            throw NotThere(rows, missing.Name, extra is null ? "" : $", and there is '{extra}', which the schema does not know. Where that is the same column, give it its old name, or change the schema");
        }

        if (extra is not null)
        {
            throw new HyperDslException(
                $"'{rows.Name}': there is a column '{extra}', which the schema does not know. Remove it, or add it to the schema, as {{ \"name\": \"{extra}\", \"kind\": \"text\" }} for one that is left out.");
        }
    }

    private static HyperDslException NotThere(RowSource rows, string column, string more) => new(
        $"'{rows.Name}': there is no column '{column}'{more}. The columns are {SchemaNames.Shown(rows.Columns)}.");

    // 128 bits: that two texts out of a billion share them by chance is less likely than that the memory errs. Never the one of a missing cell.
    private static UInt128 Key(ReadOnlySpan<char> cell)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(cell), hash);
        return UInt128.Max(1, MemoryMarshal.Read<UInt128>(hash));
    }

    private sealed class ColumnCells(TableColumn column, TableFile file, int place, bool isTarget)
    {
        public int Place => place;

        public CellReader Reader { get; } = new(column, file, mayBeMissing: isTarget);

        public List<double> Values { get; } = [];

        public IEnumerable<string> Warnings(int rows)
        {
            if (Reader.OutsideCount > 0)
            {
                var (where, value) = Reader.FirstOutside;
                yield return FormattableString.Invariant(
                    $"Column '{column.Name}': {Reader.OutsideCount} of {rows} cells are outside of the schema's range from {Shown(column.Min)} to {Shown(column.Max)}; the first is {Shown(value)} in {where}.");
            }

            if (Reader.UnknownCount > 0)
            {
                yield return FormattableString.Invariant(
                    $"Column '{column.Name}': {Reader.UnknownCount} of {rows} cells have words that the schema does not know, and count as missing.");
            }

            if (isTarget && Values.Count(double.IsNaN) is > 0 and var missing)
            {
                yield return FormattableString.Invariant($"The target '{column.Name}' is missing in {missing} of {rows} rows, which are left out of the splits.");
            }
        }

        private string Shown(double? value) => value is not { } number ? "?"
            : column.Kind == ColumnKind.Date ? CellDate.Text(number)
            : FormattableString.Invariant($"{number}");
    }
}
