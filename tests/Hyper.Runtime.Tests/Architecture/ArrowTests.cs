using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.Runtime.Tests.Architecture;

/// <summary>The rooms of the runtime, and the parts of a room, depend on each other in one direction only.</summary>
public sealed partial class ArrowTests
{
    private const int MostFiles = 15;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Native"] = [],
        ["Host"] = [],
        ["Files"] = [],
        ["Checkpoints"] = ["Files"],
        ["Data"] = ["Native", "Files"],
        ["Spaces"] = ["Native", "Host"],
        ["Layers"] = ["Native", "Host", "Spaces"],
        ["Hypernetworks"] = ["Native", "Host", "Spaces", "Layers"],
        ["Passes"] = ["Native", "Host", "Spaces", "Layers"],
        ["Training"] = ["Native", "Host", "Files", "Checkpoints", "Data", "Spaces", "Layers", "Passes", "Hypernetworks"],
        ["Hypergradients"] = ["Native", "Host", "Checkpoints", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training"],
        ["Search"] = ["Native", "Host", "Files", "Checkpoints", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training"],
        ["Runs"] = ["Native", "Host", "Files", "Checkpoints", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training", "Hypergradients", "Search"],
    };

    /// <summary>The parts of each room that has any: each may use those before it. The room's own files are the part without a name.</summary>
    private static readonly Dictionary<string, string[]> Parts = new()
    {
        ["Native"] = ["Elf", ""],
        ["Data"] = ["Orders", "Formats", "Rows", "", "Answers"],
        ["Layers"] = ["Rows", "Weights", "Context", ""],
        ["Training"] = ["Settings", "Batches", "Saving", "Models", "Ensembles", "Optimizers", "Health", "Results", "Perturbations", "Hyperparameters", "Course", "Verification", "Ordinary", "Algorithms"],
        ["Hypergradients"] = ["Problems", "Solvers", "", "Curvature", "Methods", "Checks"],
        ["Search"] = ["GaussianProcesses", "Points", "Trials", "Loops", "Plans", "Journal", "", "Runs"],
    };

    [Fact]
    public void Every_room_is_on_the_map()
    {
        var rooms = Directory.GetDirectories(Source()).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(MayUse.Keys.Order(), rooms.Order());
    }

    [Fact]
    public void No_arrow_points_back()
    {
        var wrong = new List<string>();
        foreach (var (room, allowed) in MayUse)
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Source(), room), "*.cs", SearchOption.AllDirectories))
            {
                var used = RoomName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
                wrong.AddRange(used.Where(name => name != room && MayUse.ContainsKey(name) && !allowed.Contains(name)).Select(name => $"{room}/{Path.GetFileName(file)} uses {name}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_part_is_on_the_map()
    {
        foreach (var room in MayUse.Keys)
        {
            var parts = Directory.GetDirectories(Path.Combine(Source(), room)).Where(HasCode).Select(path => Path.GetFileName(path));
            Assert.Equal(Parts.GetValueOrDefault(room, []).Where(part => part.Length > 0).Order(), parts.Order());
        }
    }

    [Fact]
    public void No_arrow_points_back_inside_a_room()
    {
        var wrong = new List<string>();
        foreach (var (room, parts) in Parts)
        {
            foreach (var (at, part) in parts.Index())
            {
                var later = parts[(at + 1)..];

                // What a part sees of its room without naming it.
                string[] unnamed = later.Contains("") ? [.. Directory.GetFiles(Path.Combine(Source(), room), "*.cs").Select(path => Path.GetFileName(path).Split('.')[0])] : [];
                foreach (var file in Directory.GetFiles(Path.Combine(Source(), room, part), "*.cs"))
                {
                    var code = Comment().Replace(File.ReadAllText(file), "");
                    wrong.AddRange(later.Where(name => name.Length > 0 && Regex.IsMatch(code, $@"Hyper\.Runtime\.{room}\.{name}\b")).Select(name => $"{room}/{part}/{Path.GetFileName(file)} uses {name}"));
                    wrong.AddRange(unnamed.Where(name => Regex.IsMatch(code, $@"(?<![\w.]){name}\b")).Select(name => $"{room}/{part}/{Path.GetFileName(file)} uses {name}"));
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        foreach (var file in Code(Source()))
        {
            var folder = Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!);
            var expected = folder == "." ? "Hyper.Runtime" : $"Hyper.Runtime.{folder.Replace('/', '.').Replace('\\', '.')}";
            if (Namespace().Match(File.ReadAllText(file)) is { Success: true } own)
            {
                Assert.Equal((file, expected), (file, own.Groups[1].Value));
            }
        }
    }

    [Fact]
    public void No_folder_has_more_files_than_one_can_take_in() =>
        Assert.Empty(Code(Source()).GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > MostFiles).Select(folder => $"{folder.Key}: {folder.Count()}"));

    private static IEnumerable<string> Code(string folder) =>
        Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Source(), file).StartsWith("obj", StringComparison.Ordinal));

    private static bool HasCode(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any();

    [GeneratedRegex(@"Hyper\.Runtime\.(\w+)")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Hyper.Runtime"));
}
