using System.Text;
using System.Text.RegularExpressions;
using Snapshooter;
using Snapshooter.Xunit;

namespace Hyper.Generators.Tests.Harness;

/// <summary>Compares generated files with approved ones.</summary>
internal static partial class Snapshots
{
    /// <summary>Compares the generated files whose names end so, or all of them, with the snapshot of the calling test.</summary>
    public static void MatchFiles(this GeneratorRun run, string name, params string[] endings)
    {
        var text = new StringBuilder();
        foreach (var file in run.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Where(file => endings.Length == 0 || endings.Any(file.Key.EndsWith)))
        {
            text.Append("////// ").Append(file.Key).Append('\n').Append(file.Value).Append('\n');
        }

        Snapshot.Match(Version().Replace(text.ToString(), "\"HyperDsl\", \"VERSION\""), new SnapshotNameExtension(name));
    }

    /// <summary>A new version number must not make every snapshot a new one.</summary>
    [GeneratedRegex("\"HyperDsl\", \"[0-9.]+\"")]
    private static partial Regex Version();
}
