using Hyper.Runtime.Data;
using Hyper.Tables.Views;
using Microsoft.ML;

namespace Hyper.Tables;

/// <summary>Datasets of ML.NET's views, and of data frames, without a schema.</summary>
public static class TableViews
{
    /// <summary>Makes a dataset of a view whose columns, but the target, are numbers, truth values or vectors of numbers.</summary>
    /// <param name="view">The view.</param>
    /// <param name="target">The column to predict: words, keys, truth values and whole numbers become class labels; other numbers stay numbers.</param>
    /// <returns>Inputs [N, numbers of a row] of 32-bit floating-point numbers, unscaled; targets [N] of labels, or [N, 1] of numbers.</returns>
    /// <exception cref="HyperDslException">There is no such column, another column is no number, a cell is missing, or a label is negative.</exception>
    public static Dataset ToDataset(this IDataView view, string target) => view.ToDataset(target, out _);

    /// <summary>Makes a dataset as <see cref="ToDataset(IDataView, string)"/> does, and says what its labels stand for.</summary>
    /// <param name="view">The view.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="classes">The word of each label, in order; empty where the target is numbers.</param>
    /// <returns>Inputs [N, numbers of a row] of 32-bit floating-point numbers, unscaled; targets [N] of labels, or [N, 1] of numbers.</returns>
    /// <exception cref="HyperDslException">There is no such column, another column is no number, a cell is missing, or a label is negative.</exception>
    public static Dataset ToDataset(this IDataView view, string target, out IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(target);
        return ViewDataset.Of(view, target, out classes);
    }
}
