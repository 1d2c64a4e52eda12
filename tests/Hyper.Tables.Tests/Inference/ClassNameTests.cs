using Hyper.Tables.Inference;

namespace Hyper.Tables.Tests.Inference;

/// <summary>The name of a table's class, made of its file's.</summary>
public sealed class ClassNameTests
{
    [Fact]
    public void A_namespace_that_the_project_says_counts_for_more_than_its_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Penguins.csproj", "<Project><PropertyGroup><RootNamespace>Birds.Far</RootNamespace></PropertyGroup></Project>");
        var rows = string.Join('\n', Enumerable.Range(0, 40).Select(row => $"{row % 7}.5,{(row % 2 == 0 ? "x" : "y")}"));
        Assert.Equal("Penguins", TableInference.Infer(folder.Write("penguins.csv", $"a,b\n{rows}\n"), new TableInferenceOptions { Targets = ["b"] }).Name);
        Assert.Equal("BirdsTable", TableInference.Infer(folder.Write("birds.csv", $"a,b\n{rows}\n"), new TableInferenceOptions { Targets = ["b"] }).Name);
    }

    [Theory]
    [InlineData("penguins.csv", null, "Penguins")]
    [InlineData("penguins.csv", "Penguins.csproj", "PenguinsTable")]
    [InlineData("penguins.csv", "Penguins.Web.csproj", "PenguinsTable")]
    [InlineData("penguins.csv", "Birds.csproj", "Penguins")]
    [InlineData("car prices.csv", "Birds.csproj", "CarPrices")]
    public void It_is_not_that_of_the_project_around_it(string file, string? project, string expected)
    {
        using var folder = new TemporaryFolder();
        if (project is not null)
        {
            folder.Write(project, "<Project />");
        }

        var path = folder.Write(file, "a,b\n" + string.Join('\n', Enumerable.Range(0, 40).Select(row => $"{row % 7}.5,{(row % 2 == 0 ? "x" : "y")}")) + "\n");
        Assert.Equal(expected, TableInference.Infer(path, new TableInferenceOptions { Targets = ["b"] }).Name);
    }
}
