namespace Hyper.Tables;

/// <summary>What a model answers to a row, as generated code writes it.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITableAnswer<TSelf>
    where TSelf : ITableAnswer<TSelf>
{
    /// <summary>An answer.</summary>
    /// <param name="outputs">Probabilities of classes or labels, or numbers in their own unit: one for each that the model gives.</param>
    static abstract TSelf Of(ReadOnlySpan<double> outputs);
}
