using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hyper.App.Tests.Architecture;

public sealed partial class FolderTests
{
    private const int MostFiles = 15;

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

    // What the files say of a run is read by everything; nothing that is read depends on who writes it.
    [Theory]
    [InlineData("Records", "Commands|Running|Display|Carrying")]
    [InlineData("Carrying", "Commands|Running|Display")]
    [InlineData("Display", "Commands|Running")]
    [InlineData("Running", "Commands")]
    public void No_arrow_points_back(string room, string others)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Source(), room), "*.cs", SearchOption.AllDirectories))
        {
            Assert.DoesNotMatch($@"using Hyper\.App\.({others})\b", File.ReadAllText(file));
        }
    }

    private static string Source([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/Hyper.App"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
