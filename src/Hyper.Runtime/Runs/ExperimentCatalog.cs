using System.Collections.Concurrent;

namespace Hyper.Runtime.Runs;

/// <summary>
/// The experiments of the program, by full name: generated code adds them when their assembly is loaded, and a command
/// line finds them here without reflection.
/// </summary>
public static class ExperimentCatalog
{
    private static readonly ConcurrentDictionary<string, ExperimentEntry> entries = new(StringComparer.Ordinal);

    /// <summary>The experiments, ordered by name.</summary>
    public static IReadOnlyList<ExperimentEntry> All => [.. entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>Adds an experiment, or replaces the one of the same name.</summary>
    public static void Add(ExperimentEntry entry) => entries[entry.Name] = entry;

    /// <summary>The experiment with a name, full or simple.</summary>
    /// <exception cref="HyperDslException">There is none, or the simple name fits several.</exception>
    public static ExperimentEntry Find(string name)
    {
        if (entries.TryGetValue(name, out var entry))
        {
            return entry;
        }

        var matches = All.Where(candidate => candidate.Name.EndsWith("." + name, StringComparison.Ordinal)).ToList();
        return matches.Count == 1
            ? matches[0]
            : throw new HyperDslException(matches.Count == 0
                ? $"There is no experiment named '{name}'. This program has: {string.Join(", ", All.Select(known => known.Name))}."
                : $"'{name}' could be any of {string.Join(", ", matches.Select(match => match.Name))}. Write the full name.");
    }
}
