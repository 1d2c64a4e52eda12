using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.Runtime.Tests.Architecture;

/// <summary>The rooms of the runtime depend on each other in one direction only.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Native"] = [],
        ["Data"] = ["Native"],
        ["Spaces"] = ["Native"],
        ["Layers"] = ["Native", "Spaces"],
        ["Hypernetworks"] = ["Native", "Spaces", "Layers"],
        ["Passes"] = ["Native", "Spaces", "Layers"],
        ["Training"] = ["Native", "Data", "Spaces", "Layers", "Passes", "Hypernetworks"],
        ["Hypergradients"] = ["Native", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training"],
        ["Search"] = ["Native", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training"],
        ["Runs"] = ["Native", "Data", "Spaces", "Layers", "Passes", "Hypernetworks", "Training", "Search"],
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

    [GeneratedRegex(@"Hyper\.Runtime\.(\w+)")]
    private static partial Regex RoomName();

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Hyper.Runtime"));
}
