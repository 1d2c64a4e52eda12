using Hyper.Generators.Tests.Docs;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Tables;

/// <summary>The pages about the rules of tables say what the compiler does.</summary>
public sealed class TablePageTests
{
    [Theory]
    [InlineData("HYP0601")]
    [InlineData("HYP0602")]
    public void A_schema_on_a_page(string id)
    {
        var blocks = Blocks(id, "json");
        Assert.Equal([id], TableSource.Run([blocks[0]], "class Empty;").GeneratorDiagnostics.Select(fault => fault.Id));
        Assert.Empty(TableSource.Run([blocks[1]], "class Empty;").GeneratorDiagnostics);
    }

    [Fact]
    public void Two_schemas_on_a_page()
    {
        var blocks = Blocks("HYP0603", "json");
        Assert.Equal(["HYP0603"], TableSource.Run([blocks[0], blocks[0]], "class Empty;").GeneratorDiagnostics.Select(fault => fault.Id));
        Assert.Empty(TableSource.Run(blocks, "class Empty;").GeneratorDiagnostics);
    }

    [Theory]
    [InlineData("HYP0605")]
    [InlineData("HYP0606")]
    [InlineData("HYP0607")]
    public void A_model_on_a_page(string id)
    {
        var blocks = Blocks(id, "csharp");
        Assert.Equal([id], TableSource.Run([TableSource.Penguins], With(blocks[0])).RuleDiagnostics.Select(fault => fault.Id));
        Assert.Empty(TableSource.Run([TableSource.Penguins], With(blocks[1])).RuleDiagnostics);
    }

    /// <summary>The model, with the lines of a page in the place of its own ones that declare the same.</summary>
    private static string With(string block)
    {
        var model = TableSource.Model;
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var start = line.StartsWith("[Linear", StringComparison.Ordinal) ? line[(line.IndexOf(']') + 1)..] : line[..line.IndexOf(']')];
            var own = model.Split('\n').Single(other => other.Contains(start, StringComparison.Ordinal));
            model = model.Replace(own, line);
        }

        return model;
    }

    private static string[] Blocks(string id, string language)
        => [.. File.ReadAllText(Path.Combine(RulePage.Folder, id + ".md")).Split($"```{language}\n").Skip(1).Select(block => block.Split("```")[0])];
}
