using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hyper.Generators.Parsing.Layers;
using Hyper.Generators.Symbols;

namespace Hyper.Generators.Tests.Architecture;

/// <summary>The rooms of the compiler depend on each other in one direction only, and each folder reads at a glance.</summary>
public sealed partial class ArrowTests
{
    private const int MostFiles = 15;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Text"] = [],
        ["Diagnostics"] = [],
        ["Symbols"] = [],
        ["Model"] = ["Text"],
        ["Bodies"] = ["Text", "Diagnostics", "Symbols", "Model"],
        ["Parsing"] = ["Text", "Diagnostics", "Symbols", "Model", "Bodies"],
        ["Passes"] = ["Text", "Diagnostics", "Symbols", "Model", "Bodies"],
        ["Checking"] = ["Text", "Diagnostics", "Symbols", "Model", "Bodies", "Parsing", "Passes"],
        ["Emitting"] = ["Text", "Model"],
        ["Incremental"] = ["Text", "Diagnostics", "Symbols", "Model", "Bodies", "Parsing", "Passes"],
    };

    [Fact]
    public void Every_room_is_on_the_map()
        => Assert.Equal(MayUse.Keys.Order(), Folders().Select(folder => folder.Split('/')[0]).Distinct().Order());

    [Fact]
    public void No_arrow_points_back()
    {
        var wrong = new List<string>();
        foreach (var (room, allowed) in MayUse)
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Source(), room), "*.cs", SearchOption.AllDirectories))
            {
                var used = RoomName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Distinct();
                wrong.AddRange(used.Where(name => name != room && !allowed.Contains(name)).Select(name => $"{room}/{Path.GetFileName(file)} uses {name}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_namespace_is_a_folder()
    {
        var wrong = Folders()
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Source(), folder), "*.cs").Select(file => (Folder: folder, File: file)))
            .Where(found => !File.ReadLines(found.File).Contains($"namespace Hyper.Generators.{found.Folder.Replace('/', '.')};"))
            .Select(found => $"{found.Folder}/{Path.GetFileName(found.File)}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_folder_is_crowded()
        => Assert.DoesNotContain(Folders(), folder => Directory.GetFiles(Path.Combine(Source(), folder), "*.cs").Length > MostFiles);

    [Fact]
    public void Every_kind_of_layer_has_a_reader()
        => Assert.Equal(LayerKinds.All.Select(kind => kind.Name), LayerReaders.Kinds);

    [GeneratedRegex(@"Hyper\.Generators\.(\w+)")]
    private static partial Regex RoomName();

    /// <summary>The folders with sources, each from the project on.</summary>
    private static IEnumerable<string> Folders()
        => Directory.GetFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder != "." && folder.Split('/')[0] is not ("bin" or "obj"))
            .Distinct();

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Hyper.Generators"));
}
