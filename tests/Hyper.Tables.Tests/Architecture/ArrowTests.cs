using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.Tables.Tests.Architecture;

/// <summary>The parts of the room of tables depend on each other in one direction only.</summary>
public sealed partial class ArrowTests
{
    private const int MostFiles = 15;

    private static readonly Dictionary<string, string[]> mayUse = new()
    {
        ["Schema"] = [],
        ["Reading"] = ["Schema"],
        ["Inference"] = ["Schema", "Reading"],
        ["Preparation"] = ["Schema", "Reading"],
        ["Splitting"] = ["Schema", "Reading"],
        ["Prediction"] = ["Schema", "Preparation"],
        ["Views"] = ["Schema", "Reading"],
        ["Pictures"] = ["Schema"],
        ["Texts"] = [],
    };

    [Fact]
    public void Every_part_is_on_the_map() =>
        Assert.Equal(mayUse.Keys.Order(), Directory.GetDirectories(Source()).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Order());

    [Fact]
    public void No_arrow_points_back()
    {
        var wrong = new List<string>();
        foreach (var (part, allowed) in mayUse)
        {
            foreach (var file in Code(Path.Combine(Source(), part)))
            {
                var used = PartName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
                wrong.AddRange(used.Where(name => name != part && mayUse.ContainsKey(name) && !allowed.Contains(name)).Select(name => $"{part}/{Path.GetFileName(file)} uses {name}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_are_folders_and_no_folder_has_more_files_than_one_can_take_in()
    {
        foreach (var file in Code(Source()))
        {
            var folder = Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!);
            if (Namespace().Match(File.ReadAllText(file)) is { Success: true } own)
            {
                Assert.Equal((file, folder == "." ? "Hyper.Tables" : $"Hyper.Tables.{folder}"), (file, own.Groups[1].Value));
            }
        }

        Assert.Empty(Code(Source()).GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > MostFiles).Select(folder => folder.Key));
    }

    private static IEnumerable<string> Code(string folder) =>
        Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Source(), file).StartsWith("obj", StringComparison.Ordinal));

    [GeneratedRegex(@"Hyper\.Tables\.(\w+)")]
    private static partial Regex PartName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Hyper.Tables"));
}
