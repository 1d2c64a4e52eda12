using Hyper.Runtime.Files;
using Hyper.Runtime.Training.Models;
using Hyper.Tables.Prediction;
using Hyper.Tables.Preparation;
using Hyper.Tables.Reading;
using TorchSharp;

namespace Hyper.Tables;

/// <summary>A trained model with the preparation of its rows: typed rows in, typed answers out. Any number of threads may call.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TAnswer">What the model answers to one.</typeparam>
public sealed class TableModel<TRow, TAnswer> : IDisposable
    where TRow : ITableRow<TRow>
    where TAnswer : ITableAnswer<TAnswer>
{
    // What a pass over many rows needs is bounded, however many there are.
    private const int RowsAtOnce = 8_192;

    /// <summary>Takes a model over: it is disposed of with this.</summary>
    /// <param name="model">The model, which reads rows that were prepared so.</param>
    /// <param name="preparation">How rows are prepared: that of the splits that the model was trained on.</param>
    /// <exception cref="HyperDslException">The preparation is of another table.</exception>
    public TableModel(TrainedModel model, TablePreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(preparation);
        if (TRow.Schema.DifferenceFrom(preparation.Schema) is { } difference)
        {
            throw new HyperDslException($"The preparation is of another table than '{TRow.Schema.Name}', or of the same before its schema was changed: {difference}.");
        }

        (Model, Preparation) = (model, preparation);
    }

    /// <summary>The model itself.</summary>
    public TrainedModel Model { get; }

    /// <summary>How rows are prepared for it.</summary>
    public TablePreparation Preparation { get; }

    /// <summary>Loads what <see cref="Save(string)"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Loads the model itself: the annotated class's own <c>Load</c>.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model or table; the message names the difference.</exception>
    public static TableModel<TRow, TAnswer> Load(string path, Func<Stream, TrainedModel> model)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(model);
        using var stream = TableNotes.Open(path);
        var preparation = TableNotes.Read(SavedModel.Notes(stream), path);
        if (TRow.Schema.DifferenceFrom(preparation.Schema) is { } difference)
        {
            throw new HyperDslException($"'{path}' was saved for another table than '{TRow.Schema.Name}', or for the same before its schema was changed: {difference}. Train anew, or build with the schema of then.");
        }

        stream.Position = 0;
        return new TableModel<TRow, TAnswer>(model(stream), preparation);
    }

    /// <summary>Answers to a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="HyperDslException">A cell is infinite, or no word of its column; or the model's outputs do not fit the table.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed of.</exception>
    public TAnswer Predict(TRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Predict([row])[0];
    }

    /// <summary>Answers to rows.</summary>
    /// <param name="rows">The rows, any number of them.</param>
    /// <returns>An answer for each, in their order.</returns>
    /// <exception cref="HyperDslException">A cell is infinite, or no word of its column; or the model's outputs do not fit the table.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed of.</exception>
    public IReadOnlyList<TAnswer> Predict(IReadOnlyList<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var answers = new List<TAnswer>(rows.Count);
        Answer(
            rows.Count,
            (row, cells) =>
            {
                for (var column = 0; column < cells.Length; column++)
                {
                    cells[column] = rows[row].Value(column);
                }
            },
            outputs => answers.Add(TAnswer.Of(outputs)));
        return answers;
    }

    /// <summary>
    /// Answers to the rows of a file, which needs the inputs alone: other columns, the target among them, may be there or not. The answers are a
    /// CSV file, a line for each row in the same order: the word or number of each target, and for words the probability of each.
    /// </summary>
    /// <param name="path">A CSV, TSV or Parquet file, which may be compressed with gzip.</param>
    /// <param name="outPath">Where the answers go; a file that is there is replaced, whole or not at all.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="HyperDslException">The file cannot be read or does not fit the schema, or the answers cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed of.</exception>
    public long PredictFile(string path, string outPath)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(outPath);
        AtomicFile.RequireWritable(outPath);
        using var rows = TableFiles.Open(path, Preparation.Schema.File);
        var data = TableReader.ReadInputs(rows, Preparation.Schema);
        AtomicFile.Write(outPath, stream =>
        {
            using var answers = new AnswerFile(stream, Preparation.Schema);
            Answer(data.Count, data.ReadRow, answers.Write);
        });
        return data.Count;
    }

    /// <summary>Saves the model in one file: the model's own, with schema and preparation among its notes. The annotated class's own <c>Load</c> reads it, too.</summary>
    /// <param name="path">The file; one that is there is replaced, whole or not at all.</param>
    /// <exception cref="HyperDslException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <inheritdoc cref="Save(string)"/>
    /// <param name="stream">Where it goes; it stays open.</param>
    public void Save(Stream stream) => Model.Save(stream, TableNotes.Of(Preparation));

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private void Answer(int count, Action<int, Span<double>> read, OutputReader take)
    {
        for (var start = 0; start < count; start += RowsAtOnce)
        {
            var first = start;
            var prepared = new PreparedRows(Preparation, Math.Min(RowsAtOnce, count - start), (row, cells) => read(first + row, cells));
            using var scope = torch.NewDisposeScope();
            new ModelOutputs(Preparation).Each(Model.Outputs(prepared.ToInputs()), take);
        }
    }
}
