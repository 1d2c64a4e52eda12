using System.Text.Json;
using Hyper.Runtime;

namespace Hyper.App.Records;

/// <summary>
/// <c>history.jsonl</c>, open for new lines. A last line that a kill cut short is taken off, and so are lines of steps that a run which went on from a
/// checkpoint takes once more.
/// </summary>
internal sealed class HistoryFile : IDisposable
{
    private readonly string path;
    private readonly FileStream file;

    // Where each line ends, and its step.
    private readonly List<(int Step, long End)> lines = [];

    private HistoryFile(string path, FileStream file) => (this.path, this.file) = (path, file);

    /// <summary>Why lines are no longer written, in a sentence; null where they are.</summary>
    public string? Warning { get; private set; }

    /// <summary>Opens the file, or begins it.</summary>
    /// <exception cref="HyperDslException">It cannot be opened.</exception>
    public static HistoryFile Open(string path)
    {
        try
        {
            var history = new HistoryFile(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
            history.FindLines();
            return history;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be opened: {problem.Message}", problem);
        }
    }

    /// <summary>Adds a line. One that cannot be written is the last that is tried: the run is worth more than its history.</summary>
    public void Append(HistoryLine line)
    {
        if (Warning is not null)
        {
            return;
        }

        while (lines.Count > 0 && lines[^1].Step >= line.Step)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var before = lines.Count == 0 ? 0 : lines[^1].End;
        try
        {
            if (file.Length != before)
            {
                file.SetLength(before);
            }

            file.Position = before;
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, RecordFormat.Line), (byte)'\n']);
            file.Flush();
            lines.Add((line.Step, file.Position));
        }
        catch (IOException problem)
        {
            Warning = FormattableString.Invariant($"'{path}' has no lines after step {line.Step - 1}: {problem.Message} The run went on.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            file.Dispose();
        }
        catch (IOException problem)
        {
            Warning ??= $"'{path}' could not be closed: {problem.Message}";
        }
    }

    private void FindLines()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            // A damaged line stays where it is: whoever reads the file says so, and the run is worth more than its history.
            var step = StepOf(bytes.AsSpan(start, length)) ?? (lines.Count > 0 ? lines[^1].Step : 0);
            start += length + 1;
            lines.Add((step, start));
        }
    }

    private static int? StepOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryLine>(line, RecordFormat.Line)?.Step;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
