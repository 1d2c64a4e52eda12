using System.Globalization;
using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace Hyper.Tables.Views;

/// <summary>Makes a dataset of a view, its numbers as they are.</summary>
internal static class ViewDataset
{
    /// <summary>The dataset.</summary>
    /// <param name="view">The view.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="classes">The word of each label; empty where the target is numbers.</param>
    public static Dataset Of(IDataView view, string target, out IReadOnlyList<string> classes)
    {
        var columns = view.Schema.Where(column => !column.IsHidden).ToList();
        var wanted = columns.Find(column => column.Name == target);
        if (wanted.Name is null)
        {
            throw new HyperDslException($"The view has no column '{target}'; its columns are {SchemaNames.Shown(columns.Select(column => column.Name))}.");
        }

        columns.Remove(wanted);
        if (columns.Count == 0)
        {
            throw new HyperDslException($"The view has the one column '{target}'; at least one input is expected.");
        }

        using var cursor = view.GetRowCursor(columns.Append(wanted));
        Action<List<float>>[] readers = [.. columns.Select(column => Reader(cursor, column))];
        var answer = ViewCell.TextOf(cursor, wanted) ?? throw Unfit(wanted, "a target is one word, truth value or number a row");
        var (inputs, answers) = (new List<float>(), new List<string>());
        while (cursor.MoveNext())
        {
            foreach (var reader in readers)
            {
                reader(inputs);
            }

            answers.Add(answer() is { Length: > 0 } cell ? cell : throw Missing(answers.Count + 1, target));
        }

        if (answers.Count == 0)
        {
            throw new HyperDslException("The view has no row; at least one is expected.");
        }

        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        return new Dataset(tensor(inputs.ToArray(), [answers.Count, inputs.Count / answers.Count]), Targets(wanted, answers, out classes));
    }

    private static Tensor Targets(DataViewSchema.Column column, List<string> answers, out IReadOnlyList<string> classes)
    {
        if (column.Type is NumberDataViewType number)
        {
            double[] values = [.. answers.Select(answer => double.Parse(answer, CultureInfo.InvariantCulture))];
            if (number.RawType == typeof(float) || number.RawType == typeof(double))
            {
                classes = [];
                return tensor(Array.ConvertAll(values, value => (float)value), [values.Length, 1]);
            }

            if (Array.FindIndex(values, value => value < 0) is >= 0 and var negative)
            {
                throw new HyperDslException(FormattableString.Invariant($"The view, row {negative + 1}, column '{column.Name}': {values[negative]} is no class label, a whole number from 0. Make the column Single where it is a quantity."));
            }

            classes = [.. Enumerable.Range(0, (int)values.Max() + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];
            return tensor(Array.ConvertAll(values, value => (long)value));
        }

        if (column.Type is DateTimeDataViewType)
        {
            throw Unfit(column, "a target is one word, truth value or number a row");
        }

        classes = [.. answers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var labels = classes.Index().ToDictionary(word => word.Item, word => (long)word.Index, StringComparer.Ordinal);
        return tensor(answers.Select(word => labels[word]).ToArray());
    }

    private static Action<List<float>> Reader(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } when item.RawType == typeof(float):
                return Vector<float>(cursor, column, value => value);
            case VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } when item.RawType == typeof(double):
                return Vector<double>(cursor, column, value => (float)value);
            case NumberDataViewType or BooleanDataViewType when ViewCell.TextOf(cursor, column) is { } text:
                return row =>
                {
                    var value = text() switch
                    {
                        "true" => 1,
                        "false" => 0,
                        "" => throw Missing(cursor.Position + 1, column.Name),
                        var number => float.Parse(number, CultureInfo.InvariantCulture),
                    };
                    row.Add(value);
                };
            default:
                throw Unfit(column, "numbers, truth values and vectors of numbers are taken as they are. Leave the column out, or make a schema of the table");
        }
    }

    private static Action<List<float>> Vector<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, float> number)
    {
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return row =>
        {
            getter(ref values);
            foreach (var value in values.DenseValues())
            {
                var single = number(value);
                row.Add(float.IsNaN(single) ? throw Missing(cursor.Position + 1, column.Name) : single);
            }
        };
    }

    private static HyperDslException Missing(long row, string column) => new(FormattableString.Invariant(
        $"The view, row {row}, column '{column}': the cell is missing. Fill it in before, or make a schema of the table, whose preparation does."));

    private static HyperDslException Unfit(DataViewSchema.Column column, string expected) =>
        new($"The view, column '{column.Name}': it is of the type {column.Type}; {expected}.");
}
