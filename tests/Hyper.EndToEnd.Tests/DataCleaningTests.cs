using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

public class DataCleaningTests
{
    private const int BadUsage = 2;

    private static readonly string[] Methods = ["tuned", "untuned", "oracle"];

    [Fact]
    public async Task A_short_run_finds_wrong_labels_and_reports_it_in_plain_text_and_json()
    {
        using var place = new Workplace();
        JsonNode file = await RunAsync(place, "rows.json", "--steps", "300");
        Assert.Equal("DataCleaning", (string?)file["sample"]);
        Assert.Equal((7, 300, "digits"), ((int)file["seed"]!, (int)file["steps"]!, (string?)file["data"]));
        Assert.Equal((600, 500, 697), ((int)file["split"]!["training"]!, (int)file["split"]!["validation"]!, (int)file["split"]!["test"]!));
        JsonArray rows = file["rows"]!.AsArray();
        Assert.Equal(Methods, rows.Select(row => (string)row!["method"]!));
        foreach (JsonNode? row in rows)
        {
            Assert.InRange((double)row!["validation_loss"]!, 0.01, 2.2);
            Assert.InRange((double)row["accuracy"]!, 0.5, 1);
            Assert.Equal(600, (int)row["hyperparameters"]!["Trust"]!["count"]!);
        }

        // Equal weights tell nothing; the oracle's tell everything. A few hundred steps find most of what there is.
        Assert.InRange((double)rows[0]!["auc"]!, 0.9, 1);
        Assert.Equal(0.5, (double)rows[1]!["auc"]!);
        Assert.Equal(1, (double)rows[2]!["auc"]!);
        Assert.True((double)rows[0]!["validation_loss"]! < (double)rows[1]!["validation_loss"]!);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_and_another_seed_gives_others()
    {
        using var place = new Workplace();
        string first = WithoutSeconds(await RunAsync(place, "first.json", "--steps", "30", "--seed", "3"));
        string again = WithoutSeconds(await RunAsync(place, "again.json", "--steps", "30", "--seed", "3"));
        string other = WithoutSeconds(await RunAsync(place, "other.json", "--steps", "30", "--seed", "4"));
        Assert.Equal(first, again);
        Assert.NotEqual(first.Replace("\"seed\":3", "\"seed\":4", StringComparison.Ordinal), other);
    }

    [Fact]
    public Task Help_names_every_option_and_needs_no_libtorch() =>
        SampleHelp.ShowsAsync("DataCleaning", "--wrong", "--seed", "--json", "--steps", "--device", "--help", "Examples:");

    [Theory]
    [InlineData("--wrong", "2", "--wrong is '2'")]
    [InlineData("--wrong", "NaN", "--wrong is 'NaN'")]
    [InlineData("--wrong", "some", "--wrong is 'some'")]
    [InlineData("--steps", "0", "--steps is '0'")]
    [InlineData("--data", "digits", "--data")]
    public Task Bad_usage(string option, string value, string message) => Sample.RefusesAsync("DataCleaning", BadUsage, message, [], option, value);

    private static async Task<JsonNode> RunAsync(Workplace place, string file, params string[] arguments)
    {
        Outcome outcome = await Sample.RunAsync("DataCleaning", [], ["--json", place[file], .. arguments]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("", outcome.Error);
        Assert.DoesNotContain('\e', outcome.Output);
        Assert.All(Methods, method => Assert.Contains($"  {method} ", outcome.Output));
        return JsonNode.Parse(File.ReadAllText(place[file]))!;
    }

    private static string WithoutSeconds(JsonNode file)
    {
        foreach (JsonNode? row in file["rows"]!.AsArray())
            Assert.True(row!.AsObject().Remove("seconds"));
        return file.ToJsonString();
    }
}
