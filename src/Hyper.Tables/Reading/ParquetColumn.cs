using System.Globalization;
using Hyper.Tables.Schema;
using Parquet;
using Parquet.Schema;

namespace Hyper.Tables.Reading;

/// <summary>The cells of a column of a Parquet file, a group of rows at a time, as texts.</summary>
internal abstract class ParquetColumn
{
    /// <summary>A column for a field, or null for one whose cells are no single values.</summary>
    public static ParquetColumn? Of(DataField field) => field.IsArray || field.MaxRepetitionLevel > 0 ? null
        : field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) ? new Words(field)
        : field.ClrType == typeof(bool) ? new Values<bool>(field, value => value ? "true" : "false")
        : field.ClrType == typeof(DateTime) ? new Values<DateTime>(field, value => CellDate.Text(CellDate.Days(value)))
        : field.ClrType == typeof(DateOnly) ? new Values<DateOnly>(field, value => CellDate.Text(CellDate.Days(value.ToDateTime(default))))
        : field.ClrType == typeof(double) ? new Values<double>(field, value => Number(value))
        : field.ClrType == typeof(float) ? new Values<float>(field, value => Number(value))
        : field.ClrType == typeof(decimal) ? new Values<decimal>(field, value => Number(value))
        : field.ClrType == typeof(long) ? new Values<long>(field, value => Number(value))
        : field.ClrType == typeof(ulong) ? new Values<ulong>(field, value => Number(value))
        : field.ClrType == typeof(int) ? new Values<int>(field, value => Number(value))
        : field.ClrType == typeof(uint) ? new Values<uint>(field, value => Number(value))
        : field.ClrType == typeof(short) ? new Values<short>(field, value => Number(value))
        : field.ClrType == typeof(ushort) ? new Values<ushort>(field, value => Number(value))
        : field.ClrType == typeof(sbyte) ? new Values<sbyte>(field, value => Number(value))
        : field.ClrType == typeof(byte) ? new Values<byte>(field, value => Number(value))
        : null;

    /// <summary>Reads the cells of a group.</summary>
    /// <param name="rows">The group.</param>
    /// <param name="count">Its rows.</param>
    public abstract Task LoadAsync(ParquetRowGroupReader rows, int count);

    /// <summary>A cell, empty where it is null.</summary>
    /// <param name="row">The row, counted from 0 in the group.</param>
    public abstract string Text(int row);

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class Words(DataField field) : ParquetColumn
    {
        private string?[] cells = [];

        public override async Task LoadAsync(ParquetRowGroupReader rows, int count)
        {
            cells = new string?[count];
            await rows.ReadAsync(field, cells.AsMemory()!).ConfigureAwait(false);
        }

        public override string Text(int row) => cells[row] ?? "";
    }

    private sealed class Values<T>(DataField field, Func<T, string> text) : ParquetColumn
        where T : struct
    {
        private T?[] cells = [];

        public override async Task LoadAsync(ParquetRowGroupReader rows, int count)
        {
            if (field.IsNullable)
            {
                cells = new T?[count];
                await rows.ReadAsync(field, cells.AsMemory()).ConfigureAwait(false);
                return;
            }

            var values = new T[count];
            await rows.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
            cells = Array.ConvertAll(values, value => (T?)value);
        }

        public override string Text(int row) => cells[row] is { } value ? text(value) : "";
    }
}
