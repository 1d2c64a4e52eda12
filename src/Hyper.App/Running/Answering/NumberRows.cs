using System.Globalization;
using Hyper.Runtime;
using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>Rows of plain numbers with commas between them, for a model of one input: read as they are answered to.</summary>
internal static class NumberRows
{
    /// <summary>The rows, so many at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The names of the model's inputs.</param>
    /// <param name="atOnce">How many rows a part has at most.</param>
    /// <returns>[rows, numbers of a line], in the caller's dispose scope.</returns>
    /// <exception cref="HyperDslException">The file cannot be read, a cell is no number, or the model takes several inputs.</exception>
    public static IEnumerable<ModelInputs> Read(string path, IReadOnlyList<string> names, int atOnce)
    {
        if (names.Count > 1)
        {
            throw new HyperDslException($"The model takes {names.Count} inputs, {string.Join(", ", names)}, and rows of numbers are one. Give a .safetensors file with a tensor of each name.");
        }

        using var rows = new StreamReader(path);
        foreach (var part in Lines(path, rows).Chunk(atOnce))
        {
            yield return tensor(part.SelectMany(row => row).ToArray()).reshape(part.Length, -1);
        }
    }

    private static IEnumerable<float[]> Lines(string path, TextReader rows)
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
