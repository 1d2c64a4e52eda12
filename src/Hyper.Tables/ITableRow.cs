namespace Hyper.Tables;

/// <summary>A row of a table, as generated code writes it: what a model reads, typed.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITableRow<TSelf>
    where TSelf : ITableRow<TSelf>
{
    /// <summary>The table's schema.</summary>
    static abstract TableSchema Schema { get; }

    /// <summary>An input cell.</summary>
    /// <param name="column">The column, counted from 0 among the inputs.</param>
    /// <returns>A number; of a category the index of its word, from 0; of a date the days since 1970-01-01; NaN where it is missing.</returns>
    double Value(int column);

    /// <summary>A row of its cells.</summary>
    /// <param name="values">The inputs, in the order and of the meaning of <see cref="Value"/>.</param>
    static abstract TSelf Of(ReadOnlySpan<double> values);
}
