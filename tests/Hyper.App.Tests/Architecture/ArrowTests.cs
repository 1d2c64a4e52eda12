using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.App.Tests.Architecture;

/// <summary>The rooms of the application depend on each other in one direction only.</summary>
public sealed partial class ArrowTests
{
    private const int MostFiles = 15;

    // What the files say of a run is read by everything; nothing that is read depends on who writes it.
    private static readonly Dictionary<string, string[]> mayUse = new()
    {
        ["Records"] = [],
        ["Study"] = ["Records"],
        ["Exporting"] = ["Records", "Running"],
        ["Drawing"] = [],
        ["Reporting"] = ["Records", "Study", "Exporting", "Drawing"],
        ["Display"] = [],
        ["Carrying"] = ["Records"],
        ["Running"] = ["Records", "Carrying", "Study", "Display"],
        ["Commands"] = ["Records", "Carrying", "Reporting", "Display", "Running"],
    };

    [Fact]
    public void A_namespace_is_a_folder_and_a_folder_is_seen_at_a_glance()
    {
        var files = Directory.GetFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Source(), file).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(Source(), file).StartsWith("bin", StringComparison.Ordinal)).ToList();
        Assert.All(files, file =>
        {
            var folder = Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!);
            Assert.Equal(folder == "." ? "Hyper.App" : $"Hyper.App.{folder.Replace(Path.DirectorySeparatorChar, '.')}", Namespace().Match(File.ReadAllText(file)).Groups[1].Value);
        });
        Assert.All(files.GroupBy(Path.GetDirectoryName), folder => Assert.InRange(folder.Count(), 1, MostFiles));
    }

    [Fact]
    public void Every_room_is_on_the_map() =>
        Assert.Equal(mayUse.Keys.Order(), Directory.GetDirectories(Source()).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Order());

    [Fact]
    public void No_arrow_points_back()
    {
        var wrong = new List<string>();
        foreach (var (room, allowed) in mayUse)
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Source(), room), "*.cs", SearchOption.AllDirectories))
            {
                var used = RoomName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
                wrong.AddRange(used.Where(name => name != room && mayUse.ContainsKey(name) && !allowed.Contains(name)).Select(name => $"{room}/{Path.GetFileName(file)} uses {name}"));
            }
        }

        Assert.Empty(wrong);
    }

    private static string Source([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/Hyper.App"));

    [GeneratedRegex(@"\bHyper\.App\.(\w+)")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
