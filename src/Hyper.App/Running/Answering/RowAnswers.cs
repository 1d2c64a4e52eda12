using System.Runtime.InteropServices;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Training.Models;
using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>A model's answers to a file of rows, a part at a time.</summary>
internal static class RowAnswers
{
    // Few enough for any model, and enough that the work is the model's.
    private const int AtOnce = 1_024;

    /// <summary>Has a model answer.</summary>
    /// <param name="experiment">The experiment whose run the model is of.</param>
    /// <param name="model">The file of the model.</param>
    /// <param name="path">The rows: <c>.safetensors</c>, or numbers with commas between them.</param>
    /// <param name="output">Where the answers go; likewise.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="HyperDslException">A file cannot be read or written, or the model takes other rows.</exception>
    public static long Write(ExperimentEntry experiment, string model, string path, string output)
    {
        try
        {
            using var file = File.OpenRead(model);
            using var loaded = experiment.LoadModel(file, null);
            var parts = IsTensors(path) ? TensorRows.Read(path, loaded.InputNames, AtOnce) : NumberRows.Read(path, loaded.InputNames, AtOnce);
            long count = 0;
            AtomicFile.Write(output, stream =>
            {
                // What is left unwritten where this ends early is of no use: the file is written whole or not at all.
                using var writer = IsTensors(output) ? (IAnswerWriter)new TensorAnswers(stream) : new NumberAnswers(stream);
                foreach (var part in parts)
                {
                    using var scope = NewDisposeScope();
                    count += part.Rows;
                    writer.Add(Answer(loaded, path, part));
                    part.Dispose();
                }

                if (count == 0)
                {
                    throw new HyperDslException($"'{path}' has no rows; {(IsTensors(path) ? "a tensor of shape [rows, …] for each input is" : "numbers with commas between them, a row a line, are")} expected.");
                }

                writer.Finish();
            });
            return count;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be answered to: {problem.Message}", problem);
        }
    }

    private static bool IsTensors(string path) => Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static Tensor Answer(TrainedModel model, string path, ModelInputs rows)
    {
        try
        {
            return model.Outputs(rows).cpu();
        }
        catch (ExternalException problem)
        {
            var shapes = rows.AsList().Select((input, i) => $"{(rows.Count == 1 ? "rows" : $"'{model.InputNames[i]}'")} of shape {TensorPlace.Text(input.shape[1..])}");
            throw new HyperDslException($"The model does not take {string.Join(" and ", shapes)}, which '{path}' has: {problem.Message.Split('\n')[0]}", problem);
        }
    }
}
