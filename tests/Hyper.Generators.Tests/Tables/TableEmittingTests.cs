using System.Text.RegularExpressions;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Tables;

/// <summary>What is written of a schema: a class whose constants layers may name, rows and answers that are typed.</summary>
public sealed class TableEmittingTests
{
    [Fact]
    public void A_table_of_classes_and_a_model_of_it()
    {
        var run = Clean(TableSource.Penguins, TableSource.Model);
        Assert.Contains("[16, 9]", run.Files["Reader.Layout.g.cs"]);
        run.MatchFiles("Classes", "Sizes.g.cs", "Row.g.cs", "Answer.g.cs", "Words.g.cs", "Schema.g.cs", "Table.g.cs");
    }

    [Fact]
    public void A_number_and_many_words()
    {
        var words = string.Join(", ", Enumerable.Range(0, 300).Select(word => $"\"w{word}\""));
        var run = Clean($$"""
            { "version": 1, "table": "Prices", "file": { "name": "a.csv", "format": "csv" }, "task": "number", "target": "Price", "columns": [
              { "name": "Price", "kind": "number", "scale": "log" },
              { "name": "make", "kind": "category", "words": [{{words}}], "encode": "index", "unknown": "missing" },
              { "name": "year", "kind": "number" } ] }
            """);
        Assert.Contains("public const int Categories = 1;", run.Files["Prices.Sizes.g.cs"]);
        Assert.Contains("public const int Make = 301;", run.Files["Prices.Sizes.g.cs"]);
        run.MatchFiles("Number", "Sizes.g.cs", "Row.g.cs", "Answer.g.cs");
        Assert.DoesNotContain("Prices.Words.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("\"kind\": \"number\"", "public sealed record Answer(double A, double B)")]
    [InlineData("\"kind\": \"category\", \"words\": [\"no\", \"yes\"]", "public bool A => AProbability > 0.5;")]
    public void Several_targets(string kind, string expected)
    {
        var run = Clean($$"""
            { "version": 1, "table": "Pairs", "file": { "name": "a.csv", "format": "csv" }, "task": "several", "targets": ["a", "b"], "columns": [
              { "name": "x", "kind": "number" }, { "name": "b", {{kind}} }, { "name": "a", {{kind}} } ] }
            """);
        Assert.Contains(expected, run.Files["Pairs.Answer.g.cs"]);
        Assert.Contains("Outputs = 2;", run.Files["Pairs.Sizes.g.cs"]);
    }

    /// <summary>The width of each column, which the runtime counts by the same words of the schema.</summary>
    [Theory]
    [InlineData("\"kind\": \"number\"", 1, 0)]
    [InlineData("\"kind\": \"number\", \"missing\": 3", 2, 0)]
    [InlineData("\"kind\": \"date\"", 1, 0)]
    [InlineData("\"kind\": \"date\", \"missing\": 1", 2, 0)]
    [InlineData("\"kind\": \"category\", \"words\": [\"a\", \"b\", \"c\"]", 3, 0)]
    [InlineData("\"kind\": \"category\", \"words\": [\"a\", \"b\", \"c\"], \"missing\": 1", 4, 0)]
    [InlineData("\"kind\": \"category\", \"words\": [\"a\", \"b\", \"c\"], \"unknown\": \"missing\"", 4, 0)]
    [InlineData("\"kind\": \"category\", \"words\": [\"a\", \"b\", \"c\"], \"encode\": \"index\", \"missing\": 1", 0, 1)]
    [InlineData("\"kind\": \"text\"", 0, 0)]
    [InlineData("\"kind\": \"id\"", 0, 0)]
    public void Widths_follow_from_the_schema(string column, int numbers, int categories)
    {
        var run = Clean($$"""
            { "version": 1, "table": "Widths", "file": { "name": "a.csv", "format": "csv" }, "task": "number", "target": "y", "columns": [
              { "name": "y", "kind": "number" }, { "name": "x", "kind": "number" }, { "name": "c", {{column}} } ] }
            """);
        Assert.Contains($"Inputs = {numbers + 1};", run.Files["Widths.Sizes.g.cs"]);
        Assert.Contains($"Categories = {categories};", run.Files["Widths.Sizes.g.cs"]);
    }

    /// <summary>Names that are keywords, members of every record, the class itself, of one another, or no names at all.</summary>
    [Fact]
    public void Whatever_columns_and_words_are_called_compiles()
    {
        string[] names =
        [
            "class", "Clone", "Equals", "Row", "Answer", "Odd", "Schema", "Value", "Of", "Inputs", "Counts", "Word", "a b", "a.b", "A-B", "1st", "%", "\u00e9t\u00e9", "column", "\u6c34", "x<y>&z", "to_string", "Probabilities",
        ];
        var columns = names.Select((name, index) => index % 2 == 0
            ? $"{{ \"name\": \"{name}\", \"kind\": \"category\", \"words\": [\"0\", \"1\", \"<=50K\", \"a b\", \"a-b\", \"%\", \"\\\"\", \"new\\nline\", \"is {name}\"], \"missing\": 1 }}"
            : $"{{ \"name\": \"{name}\", \"kind\": \"{(index % 4 == 1 ? "number" : "date")}\" }}");
        var run = Clean($$"""{ "version": 1, "table": "Odd", "file": { "name": "a.csv", "format": "csv" }, "task": "classes", "target": "class", "columns": [ {{string.Join(",\n", columns)}} ] }""");
        var properties = Regex.Matches(run.Files["Odd.Row.g.cs"], @" ([\w@]+) \{ get; init; \}").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Length - 1, properties.Distinct().Count());
    }

    [Fact]
    public void The_project_s_namespace_is_taken_where_the_schema_says_none()
    {
        var schema = TableSource.Penguins.Replace("\"namespace\": \"Birds\",", "");
        var run = GeneratorRun.Of(Project.WithTables("class Empty;"), new MsBuildProperties(("RootNamespace", "My.Project")), new TableFile("a/penguins.table.json", schema));
        Assert.Contains("namespace My.Project;", run.Files["My.Project.Penguins.Sizes.g.cs"]);
    }

    /// <summary>Schemas are read again where they are edited, and what is written follows.</summary>
    [Fact]
    public void An_edited_schema_changes_the_model()
    {
        var edited = TableSource.Run([TableSource.Penguins.Replace("\"Torgersen\"]", "\"Torgersen\", \"Elsewhere\"]")], TableSource.Model);
        Assert.Contains("[16, 10]", edited.Files["Reader.Layout.g.cs"]);
        var first = TableSource.Run([TableSource.Penguins], TableSource.Model);
        var driver = first.Driver.ReplaceAdditionalText(first.Schemas[0], new TableFile("penguins.table.json", TableSource.Penguins.Replace("\"Torgersen\"]", "\"Torgersen\", \"Elsewhere\"]"))).RunGenerators(first.Input);
        Assert.Equal(edited.Files, driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));
    }

    /// <summary>A reason in other words is another schema, and no other row, answer or model.</summary>
    [Fact]
    public void What_an_edit_does_not_touch_is_not_written_again()
    {
        var first = TableSource.Run([TableSource.Penguins], TableSource.Model);
        var result = first.Driver.ReplaceAdditionalText(first.Schemas[0], new TableFile("penguins.table.json", TableSource.Penguins.Replace("the target", "what is asked"))).RunGenerators(first.Input).GetRunResult().Results[0];
        var changed = result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Count(output => output.Reason is not (Microsoft.CodeAnalysis.IncrementalStepRunReason.Cached or Microsoft.CodeAnalysis.IncrementalStepRunReason.Unchanged));
        Assert.Equal(1, changed);
        Assert.Contains("what is asked", result.GeneratedSources.Single(source => source.HintName == "Birds.Penguins.Schema.g.cs").SourceText.ToString());
    }

    private static GeneratorRun Clean(string schema, params string[] files)
    {
        var run = TableSource.Run([schema], files.Length == 0 ? ["class Empty;"] : files);
        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.RuleDiagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        Caching.Check(run);
        return run;
    }
}
