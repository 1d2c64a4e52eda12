using System.Globalization;
using System.Text;
using CsCheck;
using Hyper.Tables.Inference;

namespace Hyper.Tables.Tests.Inference;

/// <summary>Drawn tables come back as they were written, and damaged files end in our words and no others.</summary>
public sealed class DrawnFileTests
{
    private static readonly Gen<string> word = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Of(",;\"\n\rä\t.|")), 1, 6]
        .Select(text => "w" + text.Trim() + "w");

    [Fact]
    public void Cells_come_back_as_they_were_written() => Check.Sample(
        Gen.Select(Gen.Double[-1e6, 1e6].Array[40], word.Array[3], Gen.Int[0, 2].Array[40], Gen.Bool.Array[40], Of(",;\t|"), Gen.Bool.Select(isWindows => isWindows ? "\r\n" : "\n")),
        (numbers, words, indices, missing, delimiter, newLine) =>
        {
            if (words.Distinct().Count() < 3)
            {
                return true;
            }

            using var folder = new TemporaryFolder();
            var text = new StringBuilder(string.Join(delimiter, "number", "word", "y") + newLine);
            for (var row = 0; row < 40; row++)
            {
                text.Append(string.Join(delimiter, missing[row] ? "NA" : numbers[row].ToString("R", CultureInfo.InvariantCulture), Quote(words[indices[row]]), row % 2)).Append(newLine);
            }

            var path = folder.Write("t.csv", text.ToString());
            var schema = Read.Infer(path, "y");
            var data = Read.Data(path, schema);
            var column = schema.Column("word");
            return schema.File.Delimiter == delimiter
                && schema.Column("number").Missing == missing.Count(isMissing => isMissing)
                && Enumerable.Range(0, 40).All(row => missing[row] ? missing.All(each => each) || double.IsNaN(data.Inputs[0][row]) : data.Inputs[0][row] == numbers[row])
                && (!column.IsUsed || Enumerable.Range(0, 40).All(row => column.Words[(int)data.Inputs[^1][row]] == words[indices[row]]));
        },
        iter: 300);

    [Fact]
    public void Damaged_files_end_in_our_words()
    {
        var bytes = File.ReadAllBytes(Read.Penguins())[..4000];
        using var folder = new TemporaryFolder();
        Check.Sample(
            Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[1, 8],
            changes =>
            {
                var changed = bytes.ToList();
                foreach (var (at, value, what) in changes)
                {
                    if (changed.Count == 0)
                    {
                        break;
                    }

                    var place = Math.Min(at, changed.Count - 1);
                    _ = what switch
                    {
                        0 => Do(() => changed[place] = value),
                        1 => Do(() => changed.Insert(place, value)),
                        2 => Do(() => changed.RemoveAt(place)),
                        _ => Do(() => changed.RemoveRange(place, changed.Count - place - (place == 0 ? 1 : 0))),
                    };
                }

                File.WriteAllBytes(folder["t.csv"], [.. changed]);
                try
                {
                    var schema = TableInference.Infer(folder["t.csv"], new TableInferenceOptions { Targets = ["species"] });
                    Read.Data(folder["t.csv"], schema);
                }
                catch (HyperDslException)
                {
                    // In our words.
                }
            },
            iter: 1_000,
            threads: 1);
    }

    [Fact]
    public void Damaged_schemas_end_in_our_words()
    {
        var text = Read.PenguinsSchema().ToJson();
        Check.Sample(
            Gen.Select(Gen.Int[0, text.Length - 1], Gen.OneOf(Gen.Char[' ', '~'], Of("\"{}[],:\0\ud800")), Gen.Bool).Array[1, 4],
            changes =>
            {
                var changed = new StringBuilder(text);
                foreach (var (at, letter, inserts) in changes)
                {
                    _ = inserts ? changed.Insert(at, letter) : changed.Replace(changed[at], letter, at, 1);
                }

                try
                {
                    TableSchema.Parse(changed.ToString(), "t.table.json");
                }
                catch (HyperDslException)
                {
                    // In our words.
                }
            },
            iter: 5_000);
    }

    private static Gen<char> Of(string letters) => Gen.Int[0, letters.Length - 1].Select(at => letters[at]);

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    private static string Quote(string text) => text.IndexOfAny([',', ';', '"', '\n', '\r', '\t', '|']) >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
