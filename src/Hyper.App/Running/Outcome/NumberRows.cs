using System.Globalization;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Training.Models;
using TorchSharp;

namespace Hyper.App.Running.Outcome;

/// <summary>Rows of plain numbers, answered to as they are read: neither they nor the answers are in memory at once.</summary>
internal static class NumberRows
{
    private const int AtOnce = 1_024;

    /// <summary>Has a model answer to a file of comma-separated numbers.</summary>
    /// <param name="experiment">The experiment whose run the model is of.</param>
    /// <param name="model">The file of the model.</param>
    /// <param name="path">The rows.</param>
    /// <param name="output">Where the answers go, a line for each row below one of names.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="HyperDslException">A file cannot be read or written, a cell is no number, or the model takes other rows.</exception>
    public static long Predict(ExperimentEntry experiment, string model, string path, string output)
    {
        try
        {
            using var file = File.OpenRead(model);
            using var loaded = experiment.LoadModel(file, null);
            using var rows = new StreamReader(path);
            long count = 0;
            AtomicFile.Write(output, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                foreach (var part in Read(path, rows).Chunk(AtOnce))
                {
                    Answer(loaded, path, part, writer, isFirst: count == 0);
                    count += part.Length;
                }

                if (count == 0)
                {
                    throw new HyperDslException($"'{path}' has no rows; numbers with commas between them are expected, a row a line.");
                }
            });
            return count;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be answered to: {problem.Message}", problem);
        }
    }

    private static void Answer(TrainedModel model, string path, float[][] rows, TextWriter writer, bool isFirst)
    {
        using var scope = torch.NewDisposeScope();
        double[] numbers;
        int width;
        try
        {
            var answers = model.Outputs(torch.tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, -1)).reshape(rows.Length, -1).to(torch.ScalarType.Float64).cpu();
            (numbers, width) = (answers.data<double>().ToArray(), (int)answers.shape[1]);
        }
        catch (System.Runtime.InteropServices.ExternalException problem)
        {
            throw new HyperDslException(FormattableString.Invariant($"The model does not take rows of {rows[0].Length} numbers, which '{path}' has: {problem.Message.Split('\n')[0]}"), problem);
        }

        if (isFirst)
        {
            writer.WriteLine(string.Join(',', Enumerable.Range(0, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"output{i}"))));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            writer.WriteLine(string.Join(',', numbers.Skip(i * width).Take(width).Select(number => ((float)number).ToString("R", CultureInfo.InvariantCulture))));
        }
    }

    private static IEnumerable<float[]> Read(string path, TextReader rows)
    {
        int? width = null;
        for (var line = 1; rows.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var cells = text.Split(',', StringSplitOptions.TrimEntries);
            var numbers = cells.Select(cell => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (float?)null).ToList();
            if (line == 1 && numbers.All(number => number is null))
            {
                // A line of names.
                continue;
            }

            if (numbers.FindIndex(number => number is null) is var wrong and >= 0)
            {
                throw new HyperDslException(FormattableString.Invariant($"'{path}', line {line}, column {wrong + 1}: '{cells[wrong]}' is no number; one such as 1234.5 is expected."));
            }

            width ??= numbers.Count;
            if (numbers.Count != width)
            {
                throw new HyperDslException(FormattableString.Invariant($"'{path}', line {line}: there are {numbers.Count} numbers, and {width} in the lines before."));
            }

            yield return [.. numbers.Select(number => number!.Value)];
        }
    }
}
