namespace Hyper.Runtime.Data;

/// <summary>
/// Rows that are not in memory: a file, a memory map, a database of yours. <see cref="Dataset.From"/> makes a dataset of it, which goes
/// wherever datasets go.
/// </summary>
/// <remarks>
/// A run decides which rows a minibatch has, by its seed, and asks for them by their numbers. So the same seed gives the same batches, a run
/// goes on from a checkpoint to the same bits, and folds, several hyperparameter samples and a hyperparameter for each row work as they
/// do with rows in memory.
/// </remarks>
public interface IBatchSource
{
    /// <summary>Rows of the source. It does not change.</summary>
    long Count { get; }

    /// <summary>
    /// Whether the next minibatch may be read on a thread of its own while a step computes. One read of a source is under way at a time in
    /// any case, but not always on the same thread.
    /// </summary>
    bool ReadsAhead => false;

    /// <summary>
    /// What tells this source's rows from those of another, such as a hash or a path with a time: a checkpoint is refused where it differs.
    /// Without one a sample of the rows is compared.
    /// </summary>
    string? Fingerprint => null;

    /// <summary>Reads rows. The same number gives the same row each time.</summary>
    /// <param name="rows">Their numbers, from 0 to below <see cref="Count"/>, at least one, in any order; one may come more than once.</param>
    /// <returns>
    /// The rows, in the order asked for, with inputs of the same names, types and shapes each time. The dataset is taken over: it is copied, and
    /// disposed of.
    /// </returns>
    Dataset Read(ReadOnlySpan<long> rows);
}
