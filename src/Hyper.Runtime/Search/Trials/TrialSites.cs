namespace Hyper.Runtime.Search.Trials;

/// <summary>Where the trials of a search were trained, as far as their records say it.</summary>
internal sealed class TrialSites
{
    private const string Processor = "processor";

    private readonly Lock gate = new();
    private readonly SortedSet<string> processors = new(StringComparer.Ordinal);
    private readonly SortedSet<string> versions = new(StringComparer.Ordinal);

    /// <summary>Says that equal bits are not to be expected; null where nothing speaks against them.</summary>
    public string? Warning
    {
        get
        {
            lock (gate)
            {
                return processors.Count > 1
                    ? $"The trials ran on {processors.Count} kinds of processors ({string.Join("; ", processors)}), which round differently: another distribution of them has other last digits."
                    : versions.Count > 1 ? $"The trials ran with {versions.Count} sets of versions ({string.Join("; ", versions)}): another distribution of them may have other digits."
                    : null;
            }
        }
    }

    /// <summary>A record that has come back, as the search keeps it: it depends on what was trained, and not on where.</summary>
    /// <param name="specification">What was asked for.</param>
    /// <param name="record">What came back.</param>
    /// <exception cref="HyperDslException">It is the record of something else.</exception>
    public TrialRecord Own(TrialSpecification specification, TrialRecord record)
    {
        var other = record.Specification;
        var isSame = other.Experiment == specification.Experiment
            && other.Trial == specification.Trial
            && other.Settings == specification.Settings
            && other.Hyperparameters.Count == specification.Hyperparameters.Count
            && specification.Hyperparameters.All(pair => other.Hyperparameters.TryGetValue(pair.Key, out var values) && values.SequenceEqual(pair.Value));
        if (!isSame || (record.Status == TrialStatus.Completed) != (record.ValidationLoss is not null))
        {
            throw new HyperDslException(
                $"What came back for trial {specification.Trial} of '{specification.Experiment}' is {(isSame ? "a record without a loss, or with one of a trial that failed" : $"the record of trial {other.Trial} of '{other.Experiment}', or of other hyperparameters or settings")}: whoever trains the trials has another version of the program.");
        }

        if (record.Provenance is { } site)
        {
            lock (gate)
            {
                processors.Add(site.Machine.GetValueOrDefault(Processor, ""));
                versions.Add(string.Join(", ", site.Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));
            }
        }

        return record with { Specification = specification, Provenance = null, FinishedSeconds = null };
    }
}
