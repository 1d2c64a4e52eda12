using Hyper.Tables.Inference;

namespace Hyper.Tables.Tests.Inference;

/// <summary>The name of a table's class, made of its file's.</summary>
public sealed class ClassNameTests
{
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
