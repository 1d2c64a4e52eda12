using System.Globalization;
using Hyper.Tables.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Hyper.Tables.Reading;

/// <summary>Cells of an ML.NET view, as texts.</summary>
internal static class ViewCell
{
    /// <summary>What reads a column's cell of the row at which a cursor stands; null for a type whose cells are no single values.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="column">The column.</param>
    public static Func<string>? TextOf(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Words(cursor, column),
        BooleanDataViewType => Values<bool>(cursor, column, value => value ? "true" : "false"),
        DateTimeDataViewType => Values<DateTime>(cursor, column, value => CellDate.Text(CellDate.Days(value))),
        KeyDataViewType key => Keys(cursor, column, key),
        NumberDataViewType number when number.RawType == typeof(float) => Values<float>(cursor, column, value => float.IsNaN(value) ? "" : Number(value)),
        NumberDataViewType number when number.RawType == typeof(double) => Values<double>(cursor, column, value => double.IsNaN(value) ? "" : Number(value)),
        NumberDataViewType number when number.RawType == typeof(long) => Values<long>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(ulong) => Values<ulong>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(int) => Values<int>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(uint) => Values<uint>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(short) => Values<short>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(ushort) => Values<ushort>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(sbyte) => Values<sbyte>(cursor, column, value => Number(value)),
        NumberDataViewType number when number.RawType == typeof(byte) => Values<byte>(cursor, column, value => Number(value)),
        _ => null,
    };

    private static Func<string> Values<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = cursor.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return text(value);
        };
    }

    private static Func<string> Words(DataViewRowCursor cursor, DataViewSchema.Column column) =>
        Values<ReadOnlyMemory<char>>(cursor, column, value => value.ToString());

    // A key is the place of a word in the column's own list, from 1; 0 is a missing one.
    private static Func<string>? Keys(DataViewRowCursor cursor, DataViewSchema.Column column, KeyDataViewType key)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> words = default;
        column.GetKeyValues(ref words);
        string[] all = [.. words.DenseValues().Select(word => word.ToString())];
        string Word(ulong index) => index == 0 ? "" : all[index - 1];
        return key.RawType == typeof(byte) ? Values<byte>(cursor, column, value => Word(value))
            : key.RawType == typeof(ushort) ? Values<ushort>(cursor, column, value => Word(value))
            : key.RawType == typeof(uint) ? Values<uint>(cursor, column, value => Word(value))
            : Values<ulong>(cursor, column, Word);
    }

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
