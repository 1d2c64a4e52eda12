using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.Cluster.Tests.Architecture;

public sealed partial class FolderTests
{
    private const int MostFiles = 15;

    // Each may use those before it, and the program's own file all of them.
    private static readonly string[] parts = ["Units", "Ledger", "Workers", "Hosting", "Clients", "Commands"];

    [Fact]
    public void A_namespace_is_a_folder_and_a_folder_is_seen_at_a_glance()
    {
        var files = Files();
        Assert.All(files, file =>
        {
            var folder = Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!);
            Assert.Equal(folder == "." ? "Hyper.Cluster" : $"Hyper.Cluster.{folder}", Namespace().Match(File.ReadAllText(file)).Groups[1].Value);
        });
        Assert.All(files.GroupBy(Path.GetDirectoryName), folder => Assert.InRange(folder.Count(), 1, MostFiles));
        Assert.Equal(parts.Order(), files.Select(file => Path.GetRelativePath(Source(), Path.GetDirectoryName(file)!)).Where(folder => folder != ".").Distinct().Order());
    }

    [Fact]
    public void No_arrow_points_back()
    {
        foreach (var (at, part) in parts.Index())
        {
            foreach (var later in parts[(at + 1)..])
            {
                Assert.All(Files().Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == part), file => Assert.DoesNotMatch($@"Hyper\.Cluster\.{later}\b", File.ReadAllText(file)));
            }
        }
    }

    // The face of a run, and the core, know nothing of who carries.
    [Theory]
    [InlineData("Hyper.App")]
    [InlineData("Hyper.Runtime")]
    [InlineData("Hyper.Tables")]
    public void Nothing_below_knows_of_it(string project)
    {
        var source = Path.GetFullPath(Path.Combine(Source(), "..", project));
        Assert.All(
            Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(source, file).StartsWith("obj", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch(@"Hyper\.Cluster|using Orleans", File.ReadAllText(file)));
    }

    private static List<string> Files() =>
        [.. Directory.GetFiles(Source(), "*.cs", SearchOption.AllDirectories).Where(file => Path.GetRelativePath(Source(), file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))];

    private static string Source([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/Hyper.Cluster"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
