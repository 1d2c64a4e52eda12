using System.Text.RegularExpressions;
using Hyper.App.Records;

namespace Hyper.Cluster.Tests.Support;

/// <summary>What a search left in its folder, without what time it took and in which order its trials ended.</summary>
internal static partial class SearchFolder
{
    /// <summary>The records of the trials, in order, without the line that says what the search is.</summary>
    public static IReadOnlyList<string> Trials(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, RunFiles.Trials)).Skip(1).Select(line => Seconds().Replace(Checksum().Replace(line, ""), "")).Order(StringComparer.Ordinal)];

    /// <summary>Requires two searches to have come to the same bytes.</summary>
    public static void Same(string one, string other)
    {
        Assert.Equal(Trials(one), Trials(other));
        foreach (var file in (string[])[RunFiles.Model, RunFiles.Hyperparameters, RunFiles.Evaluation, RunFiles.Configuration])
        {
            Assert.True(File.ReadAllBytes(Path.Combine(one, file)).SequenceEqual(File.ReadAllBytes(Path.Combine(other, file))), file);
        }
    }

    [GeneratedRegex("\"(finished_)?seconds\":[^,}]+")]
    private static partial Regex Seconds();

    [GeneratedRegex(",\"sha256\":\"[0-9a-f]+\"")]
    private static partial Regex Checksum();
}
