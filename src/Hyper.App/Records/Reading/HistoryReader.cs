using System.Text.Json;
using Hyper.Runtime;

namespace Hyper.App.Records.Reading;

/// <summary>Reads <c>history.jsonl</c>, also while a run writes it.</summary>
internal static class HistoryReader
{
    /// <summary>The lines of a file, without a last one that a kill has cut short; none where there is no file.</summary>
    /// <exception cref="HyperDslException">It cannot be read, or another line is damaged.</exception>
    public static IReadOnlyList<HistoryLine> Read(string path)
    {
        var lines = new List<HistoryLine>();
        foreach (var (text, number, isLast) in LineFile.WholeLines(path))
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize<HistoryLine>(text, ReadFormat.Options) ?? throw new JsonException("It is null."));
            }
            catch (JsonException problem)
            {
                if (!isLast)
                {
                    throw new HyperDslException(FormattableString.Invariant($"'{path}' cannot be read: line {number} is damaged: {problem.Message} Put back a copy of the file, or take the line out."), problem);
                }
            }
        }

        return lines;
    }
}
