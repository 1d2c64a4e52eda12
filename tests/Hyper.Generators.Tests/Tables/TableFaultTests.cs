using System.Globalization;
using Hyper.Generators.Tests.Harness;
using Hyper.Runtime;
using Hyper.Tables;

namespace Hyper.Generators.Tests.Tables;

/// <summary>A schema that somebody edited wrongly: one clear message at its place.</summary>
public sealed class TableFaultTests
{
    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 2,", "HYP0601", "2", "in line 2, its version is 2, and this compiler reads version 1")]
    [InlineData("\"version\": 1,", "", "HYP0601", null, "the schema has no field 'version'")]
    [InlineData("\"table\": \"Penguins\",", "", "HYP0601", null, "the schema has no field 'table'")]
    [InlineData("\"table\": \"Penguins\"", "\"table\": \"My table\"", "HYP0602", "\"My table\"", "has 'My table' as the name of a class")]
    [InlineData("\"namespace\": \"Birds\"", "\"namespace\": \"Birds.class\"", "HYP0602", "\"Birds.class\"", "has 'class' as a namespace")]
    [InlineData("\"namespace\": \"Birds\"", "\"namespace\": \"Penguins.Data\"", "HYP0602", "\"Penguins\"", "has 'Penguins' as the name of a class in the namespace 'Penguins.Data', which hides it from files without a namespace; give 'table' another name, such as PenguinsTable")]
    [InlineData("\"task\": \"classes\"", "\"task\": \"clases\"", "HYP0601", "\"clases\"", "'task' of the schema is 'clases', which is none of classes, number, several")]
    [InlineData("\"task\": \"classes\"", "\"task\": \"number\"", "HYP0602", "\"number\"", "has the task number, and 'species' is a category of 3 words; number has one target, a number")]
    [InlineData("\"target\": \"species\"", "\"target\": \"specie\"", "HYP0602", "\"specie\"", "has the target 'specie', which is none of its columns; write one of species, island, bill_length_mm")]
    [InlineData("\"target\": \"species\"", "\"target\": \"note\"", "HYP0602", "\"note\"", "has the target 'note' of the kind text")]
    [InlineData("\"target\": \"species\"", "\"target\": \"species\", \"targets\": [\"sex\"]", "HYP0602", "[\"sex\"]", "has both 'target' and 'targets'")]
    [InlineData("\"target\": \"species\",", "", "HYP0602", null, "has no target")]
    [InlineData("\"name\": \"island\"", "\"name\": \"species\"", "HYP0602", "\"species\"", "has two columns 'species'")]
    [InlineData("\"name\": \"island\", \"kind\": \"category\"", "\"name\": \"island\", \"kind\": \"categories\"", "HYP0601", "\"categories\"", "'kind' of the column 'island' is 'categories', which is none of number, category, date, text, id")]
    [InlineData("\"name\": \"island\", \"kind\": \"category\"", "\"name\": \"island\", \"kind\": \"number\"", "HYP0602", "[\"Biscoe\", \"Dream\", \"Torgersen\"]", "has 'words' in the column 'island', which is a number")]
    [InlineData("\"name\": \"island\", \"kind\": \"category\", \"words\": [\"Biscoe\", \"Dream\", \"Torgersen\"]", "\"name\": \"island\", \"kind\": \"category\"", "HYP0602", "\"island\"", "has no words of the category 'island'")]
    [InlineData("\"Dream\"", "\"Biscoe\"", "HYP0602", "\"Biscoe\"", "has the word 'Biscoe' twice in the column 'island'")]
    [InlineData("\"min\": 32.1, \"max\": 59.6", "\"min\": 59.6, \"max\": 32.1", "HYP0602", "59.6", "has a range of the column 'bill_length_mm' whose 'min' is above its 'max'")]
    [InlineData("\"file\": { \"name\": \"penguins.csv\", \"format\": \"csv\", \"rows\": 344 },", "", "HYP0601", null, "the schema has no field 'file'")]
    [InlineData("\"format\": \"csv\"", "\"format\": \"xls\"", "HYP0601", "\"xls\"", "'format' of the file is 'xls', which is none of 'csv', 'tsv', 'parquet'")]
    [InlineData("\"format\": \"csv\"", "\"format\": \"csv\", \"decimal\": \",\"", "HYP0601", null, "'delimiter' and 'decimal' of the file are the same")]
    [InlineData("\"format\": \"csv\"", "\"format\": \"csv\", \"missing\": [\"Dream\"]", "HYP0602", "\"Dream\"", "has the word 'Dream' in the column 'island', which is also a mark of missing cells")]
    [InlineData("\"missing\": 0, \"why\": \"the target\"", "\"missing\": 0, \"encode\": \"index\"", "HYP0602", "\"index\"", "has 'encode' or 'unknown' in the target 'species'")]
    [InlineData("\"kind\": \"date\"", "\"kind\": \"date\", \"min\": \"soon\"", "HYP0601", "\"soon\"", "'min' of the column 'seen' is 'soon', which is no date such as 2026-01-31")]
    [InlineData("\"scale\": \"standard\"", "\"scale\": \"standrad\"", "HYP0601", "\"standrad\"", "'scale' of the column 'bill_length_mm' is 'standrad', which is none of standard, log, none")]
    [InlineData("\"missing\": 2", "\"missing\": -2", "HYP0601", "-2", "'missing' of the column 'bill_length_mm' is no whole number from 0 up")]
    [InlineData("\"missing\": 2", "\"mising\": 2", "HYP0601", "\"mising\"", "the column 'bill_length_mm' has the field 'mising', which is none of name")]
    [InlineData("\"missing\": 2", "\"missing\": 2, \"missing\": 3", "HYP0601", "\"missing\"", "the column 'bill_length_mm' has the field 'missing' twice")]
    [InlineData("\"missing\": 2", "\"missing\": \"2\"", "HYP0601", "\"2\"", "'missing' of the column 'bill_length_mm' is a text where a number is expected")]
    [InlineData("\"missing\": 2 },", "\"missing\": 2 }", "HYP0601", "{", "in line 12, '{' stands where ',' or ']' is expected")]
    [InlineData("\"missing\": 2 },", "\"missing\": 2, },", "HYP0601", "}", "'}' stands where the name of a field in quotes is expected")]
    [InlineData("\"kind\": \"date\"", "\"kind\": date", "HYP0601", "date", "'date' is no value; a text stands in quotes")]
    [InlineData("\"the target\" }", "\"the target }", "HYP0601", null, "a text has no quote at its end")]
    public void Is_told(string before, string after, string id, string? underlined, string message)
    {
        Assert.Contains(before, TableSource.Penguins, StringComparison.Ordinal);
        var schema = TableSource.Penguins.Replace(before, after, StringComparison.Ordinal);
        var run = TableSource.Run([schema], "class Empty;");
        var fault = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal(id, fault.Id);
        Assert.Contains(message, fault.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("penguins.table.json", fault.Location.GetLineSpan().Path);
        Assert.DoesNotContain(run.Files.Keys, file => file.StartsWith("Birds", StringComparison.Ordinal));

        // What a keyword of C# is, and which name hides which, only its compiler knows.
        Assert.Equal(before.Contains("\"namespace\"", StringComparison.Ordinal), IsTaken(schema));
        if (underlined is not null)
        {
            Assert.Equal(underlined, schema.Substring(fault.Location.SourceSpan.Start, fault.Location.SourceSpan.Length));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{ \"version\": 1 } trailing")]
    [InlineData("{ \"version\": 1e999999, \"table\": \"\\u12\" }")]
    [InlineData("\u0000")]
    public void What_is_no_schema_is_one_message(string text)
        => Assert.Equal(["HYP0601"], TableSource.Run([text], "class Empty;").GeneratorDiagnostics.Select(fault => fault.Id));

    [Fact]
    public void Nesting_has_an_end()
        => Assert.Contains("nested deeper", Assert.Single(TableSource.Run([new string('[', 100_000)], "class Empty;").GeneratorDiagnostics).GetMessage(CultureInfo.InvariantCulture));

    /// <summary>Whatever is cut out of a schema, or put into it, the compiler says something of it or takes it, as the library does that reads it at run time, and does not fall over.</summary>
    [Fact]
    public void Mutations_are_told_or_taken()
    {
        var random = new Random(7);
        const string inserted = "{}[]\",:0-n\\\n\u00e9";
        for (var round = 0; round < 300; round++)
        {
            var text = TableSource.Penguins;
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                var at = random.Next(text.Length);
                text = random.Next(2) == 0 ? text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)) : text.Insert(at, inserted[random.Next(inserted.Length)].ToString());
            }

            var run = TableSource.Run([text], "class Empty;");
            Assert.True(run.GeneratorDiagnostics.Length > 0 || run.CompilerDiagnostics.Count == 0, text);
            Assert.True((run.GeneratorDiagnostics.Length == 0) == IsTaken(text), $"The compiler {(run.GeneratorDiagnostics.Length == 0 ? "takes" : "refuses")} this, and the library does not:\n{text}\n{string.Join('\n', run.GeneratorDiagnostics)}");
        }
    }

    private static bool IsTaken(string schema)
    {
        try
        {
            TableSchema.Parse(schema, "penguins.table.json");
            return true;
        }
        catch (HyperDslException)
        {
            return false;
        }
    }

    [Fact]
    public void Two_schemas_of_one_class()
    {
        var run = TableSource.Run([TableSource.Penguins, TableSource.Penguins.Replace("Penguins", "penguins")], "class Empty;");
        var fault = Assert.Single(run.GeneratorDiagnostics);
        Assert.Equal("The schemas 'other1.table.json' and 'penguins.table.json' are both of the class 'Birds.Penguins'; give one of them another 'table' or 'namespace'", fault.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_project_without_the_assembly()
    {
        var run = GeneratorRun.Of(Project.Of("class Empty;"), new MsBuildProperties(), new TableFile("penguins.table.json", TableSource.Penguins));
        Assert.Equal(["HYP0604"], run.GeneratorDiagnostics.Select(fault => fault.Id));
        Assert.Empty(run.CompilerDiagnostics);
    }
}
