using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Search.Journal;

/// <summary>A journal that is open: the trials that it had, and where new ones are added. One process has it open at a time.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly SortedDictionary<int, TrialRecord> kept = [];

    private JournalFile(string path, FileStream file) => (this.path, this.file) = (path, file);

    /// <summary>The records that it had when it was opened, and those since, by the numbers of their trials.</summary>
    public IReadOnlyList<TrialRecord> Records => [.. kept.Values];

    /// <summary>The seconds that the trials of the journal took from the start of the search.</summary>
    public double Seconds => kept.Values.Select(record => record.FinishedSeconds ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>Opens a journal, or begins one. A last line that was cut short by a kill is taken off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What the search is.</param>
    /// <exception cref="HyperDslException">It cannot be opened, is no journal, is that of another search, or has been changed.</exception>
    public static JournalFile Open(string path, JournalHeader header)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new HyperDslException($"The journal {path} cannot be opened: {problem.Message}", problem);
        }

        var journal = new JournalFile(path, file);
        try
        {
            journal.Read(header);
            return journal;
        }
        catch (Exception problem) when (problem is IOException or NotSupportedException)
        {
            journal.Dispose();
            throw new HyperDslException($"The journal {path} cannot be read: {problem.Message}", problem);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The record of a trial; null where the journal does not have it yet.</summary>
    /// <param name="specification">What the search proposes for it.</param>
    /// <exception cref="HyperDslException">The journal has it with other hyperparameters or steps.</exception>
    public TrialRecord? Find(TrialSpecification specification)
    {
        if (!kept.TryGetValue(specification.Trial, out var record))
        {
            return null;
        }

        var other = record.Specification;
        var isSame = other.Settings.Steps == specification.Settings.Steps
            && other.Until == specification.Until
            && other.Experiment == specification.Experiment
            && other.Hyperparameters.Count == specification.Hyperparameters.Count
            && specification.Hyperparameters.All(pair => other.Hyperparameters.TryGetValue(pair.Key, out var values) && values.SequenceEqual(pair.Value));
        return isSame
            ? record
            : throw new HyperDslException($"Trial {specification.Trial} of the journal {path} is not the one that this search proposes: another version of the program, or another machine, has written it. Begin a new journal.");
    }

    /// <summary>Adds a trial that has ended, and has it on the disk when it returns. One that was read from here is there already.</summary>
    /// <exception cref="HyperDslException">It cannot be written; the journal has what it had before.</exception>
    public void Add(TrialRecord record)
    {
        if (kept.TryAdd(record.Specification.Trial, record))
        {
            Write(JournalLine.Of(record.ToJson()));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Read(JournalHeader header)
    {
        // The file's own size is what is read at most; a journal of millions of trials is no search's.
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            if (bytes.Length > 0 && bytes[0] != (byte)'{')
            {
                throw NoJournal(1);
            }

            file.SetLength(0);
            Write(JournalLine.Of(RecordJson.Write(header)));
            return;
        }

        var number = 0;
        for (var start = 0; start < end;)
        {
            var length = bytes.AsSpan(start, end - start).IndexOf((byte)'\n');
            var content = JournalLine.Read(bytes.AsMemory(start, length)) ?? throw NoJournal(++number);
            start += length + 1;
            if (number++ == 0)
            {
                RequireOwn(content, header);
                continue;
            }

            var record = Parse(content, number);
            if (!kept.TryAdd(record.Specification.Trial, record))
            {
                throw new HyperDslException($"The journal {path} has trial {record.Specification.Trial} twice, the second time in line {number}. Remove a line, or begin a new journal.");
            }
        }

        // A line that was cut short is a trial that was not finished.
        file.SetLength(end);
        file.Position = end;
    }

    private void RequireOwn(string content, JournalHeader header)
    {
        int version;
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(content);
            version = document.RootElement.TryGetProperty("hyperdsl_journal", out var written) && written.TryGetInt32(out var number) ? number : 0;
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw NoJournal(1);
        }

        if (version < 1)
        {
            throw NoJournal(1);
        }

        if (version > JournalHeader.Newest)
        {
            throw new HyperDslException($"The journal {path} is of version {version} of the format; this version of HyperDsl reads up to {JournalHeader.Newest}. Use the newer one.");
        }

        if (header.Difference(content) is { } difference)
        {
            throw new HyperDslException($"The journal {path} is that of another search: {difference}. Use another file, or go on with the search as it was.");
        }
    }

    private TrialRecord Parse(string content, int line)
    {
        try
        {
            var record = TrialRecord.FromJson(content);
            return record.Specification.Trial >= 0 && (record.Status == TrialStatus.Completed) == (record.ValidationLoss is not null) ? record : throw NoJournal(line);
        }
        catch (HyperDslException problem)
        {
            throw new HyperDslException($"Line {line} of the journal {path} is no record of a trial: {problem.Message}", problem);
        }
    }

    private void Write(byte[] line)
    {
        var before = file.Position;
        try
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (IOException problem)
        {
            try
            {
                // Half a line would be taken off when the journal is opened; whoever reads it until then need not see it.
                file.SetLength(before);
            }
            catch (IOException)
            {
                // There is nothing more to be done.
            }

            throw new HyperDslException($"The journal {path} cannot be written: {problem.Message} What is in it is whole.", problem);
        }
    }

    private HyperDslException NoJournal(int line) => new(
        $"Line {line} of {path} is no line of a search's journal, or has been changed since it was written. Mend it from a copy, or begin a new journal.");
}
