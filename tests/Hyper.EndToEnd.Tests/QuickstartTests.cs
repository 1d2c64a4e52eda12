using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

public class QuickstartTests
{
    private static readonly string[] Methods = ["tuned", "tuned-refit", "untuned", "untuned-refit", "random-search", "random-search-refit"];

    [Fact]
    public async Task A_short_run_compares_three_methods_in_plain_text_and_json()
    {
        using var place = new Workplace();
        Outcome outcome = await Sample.QuickstartAsync("--steps", "300", "--json", place["rows.json"]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("", outcome.Error);
        Assert.DoesNotContain('\e', outcome.Output);
        Assert.All(Methods, method => Assert.Contains($"  {method} ", outcome.Output));
        Assert.Contains("Ship the model that is trained once more on all rows", outcome.Output);

        JsonNode file = JsonNode.Parse(File.ReadAllText(place["rows.json"]))!;
        Assert.Equal("Quickstart", (string?)file["sample"]);
        Assert.Equal((7, 300, "digits"), ((int)file["seed"]!, (int)file["steps"]!, (string?)file["data"]));
        Assert.Equal((200, 500, 1_097), ((int)file["split"]!["training"]!, (int)file["split"]!["validation"]!, (int)file["split"]!["test"]!));
        JsonArray rows = file["rows"]!.AsArray();
        Assert.Equal(Methods, rows.Select(row => (string)row!["method"]!));
        foreach (JsonNode? row in rows)
        {
            // A model that guesses has a loss of ln 10 = 2.30 and gets a tenth right.
            Assert.InRange((double)row!["validation_loss"]!, 0.01, 2.2);
            Assert.InRange((double)row["test_loss"]!, 0.01, 2.2);
            Assert.InRange((double)row["accuracy"]!, 0.3, 1);
            Assert.True((double)row["seconds"]! > 0);
            JsonNode decay = row["hyperparameters"]!["WeightDecay"]!;
            Assert.Equal(2_410, (int)decay["count"]!);
            Assert.InRange((double)decay["geometric_mean"]!, (double)decay["min"]!, (double)decay["max"]!);
            Assert.True((double)decay["min"]! > 0);
            Assert.InRange((double)row["hyperparameters"]!["Dropout"]!, double.Epsilon, Math.BitDecrement(0.9));
        }

        // Tuned moves each weight decay on its own; the others share one.
        Assert.True((double)rows[0]!["hyperparameters"]!["WeightDecay"]!["min"]! < (double)rows[0]!["hyperparameters"]!["WeightDecay"]!["max"]!);
        Assert.Equal(1e-3, (double)rows[2]!["hyperparameters"]!["WeightDecay"]!["geometric_mean"]!);
        Assert.Equal(0.1, (double)rows[2]!["hyperparameters"]!["Dropout"]!, 12);
        Assert.Equal((double)rows[4]!["hyperparameters"]!["WeightDecay"]!["min"]!, (double)rows[4]!["hyperparameters"]!["WeightDecay"]!["max"]!);
        Assert.NotEqual(1e-3, (double)rows[4]!["hyperparameters"]!["WeightDecay"]!["min"]!);

        // A refit has the hyperparameters of the method before it.
        for (int i = 0; i < rows.Count; i += 2)
            Assert.Equal(rows[i]!["hyperparameters"]!.ToJsonString(), rows[i + 1]!["hyperparameters"]!.ToJsonString());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_and_another_seed_gives_others()
    {
        using var place = new Workplace();
        string first = await NumbersAsync(place["first.json"], "3");
        string again = await NumbersAsync(place["again.json"], "3");
        string other = await NumbersAsync(place["other.json"], "4");
        Assert.Equal(first, again);
        Assert.NotEqual(Losses(first), Losses(other));
    }

    [Fact]
    public async Task Rows_of_the_users_own_are_compared_on()
    {
        using var place = new Workplace();
        place.WriteCsv("rows.csv", 120, (row, line) => row == 0 ? string.Join(',', Enumerable.Range(0, 65).Select(i => $"column{i}")) : line);
        Outcome outcome = await Sample.QuickstartAsync(
            "--data", place["rows.csv"], "--training", "40", "--validation", "40", "--steps", "20", "--json", place["rows.json"]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        JsonNode file = JsonNode.Parse(File.ReadAllText(place["rows.json"]))!;
        Assert.Equal((40, 40, 39), ((int)file["split"]!["training"]!, (int)file["split"]!["validation"]!, (int)file["split"]!["test"]!));
    }

    [Fact]
    public async Task Pictures_of_the_users_own_are_compared_on_with_their_own_test_set()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 50, test: 30);
        Outcome outcome = await Sample.QuickstartAsync(
            "--data", place.Root, "--training", "20", "--validation", "30", "--steps", "5", "--json", place["rows.json"]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        JsonNode file = JsonNode.Parse(File.ReadAllText(place["rows.json"]))!;
        Assert.Equal(30, (int)file["split"]!["test"]!);
        Assert.Equal(25_450, (int)file["rows"]![0]!["hyperparameters"]!["WeightDecay"]!["count"]!);
    }

    [Fact]
    public async Task Help_names_every_option_and_needs_no_libtorch()
    {
        Outcome outcome = await Sample.QuickstartAsync(new Dictionary<string, string> { ["HYPERDSL_LIBTORCH"] = "/nonexistent" }, "--help");
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("", outcome.Error);
        Assert.All(
            (string[])["--seed", "--json", "--data", "--training", "--validation", "--steps", "--device", "--help", "Examples:"],
            part => Assert.Contains(part, outcome.Output));
    }

    private static async Task<string> NumbersAsync(string path, string seed)
    {
        Outcome outcome = await Sample.QuickstartAsync("--steps", "40", "--seed", seed, "--json", path);
        Assert.True(outcome.Code == 0, outcome.ToString());
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (JsonNode? row in file["rows"]!.AsArray())
            Assert.True(row!.AsObject().Remove("seconds"));
        return file.ToJsonString();
    }

    private static string[] Losses(string file) =>
        [.. JsonNode.Parse(file)!["rows"]!.AsArray().Select(row => row!["validation_loss"]!.ToJsonString())];
}
