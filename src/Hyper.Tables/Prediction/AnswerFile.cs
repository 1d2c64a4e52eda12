using System.Globalization;
using CsvHelper;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Prediction;

/// <summary>Answers as a CSV file: a line for each row.</summary>
internal sealed class AnswerFile : IDisposable
{
    // A label holds where it is as likely as not.
    private const double Even = 0.5;

    private readonly CsvWriter csv;
    private readonly TableSchema schema;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Where the file goes; it stays open.</param>
    /// <param name="schema">The table.</param>
    public AnswerFile(Stream stream, TableSchema schema)
    {
        this.schema = schema;
        csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var target in schema.TargetColumns)
        {
            csv.WriteField(target.Name);
            if (schema.HasLabels)
            {
                csv.WriteField($"probability_{target.Name}_{target.Words[1]}");
            }
        }

        if (schema.Task == TableTask.Classes)
        {
            foreach (var word in schema.TargetColumns[0].Words)
            {
                csv.WriteField($"probability_{word}");
            }
        }

        csv.EndRecord();
    }

    /// <summary>Writes a line.</summary>
    /// <param name="outputs">Probabilities, or numbers in their own unit.</param>
    public void Write(ReadOnlySpan<double> outputs)
    {
        if (schema.Task == TableTask.Classes)
        {
            csv.WriteField(schema.TargetColumns[0].Words[MostLikely(outputs)]);
        }

        foreach (var (index, output) in outputs.ToArray().Index())
        {
            if (schema.HasLabels)
            {
                csv.WriteField(schema.TargetColumns[index].Words[output >= Even ? 1 : 0]);
            }

            csv.WriteField(output.ToString(CultureInfo.InvariantCulture));
        }

        csv.EndRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    private static int MostLikely(ReadOnlySpan<double> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
        {
            best = probabilities[i] > probabilities[best] ? i : best;
        }

        return best;
    }
}
