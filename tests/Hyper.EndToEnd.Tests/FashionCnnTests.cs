using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

public class FashionCnnTests
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    private static readonly string[] Methods = ["tuned", "untuned", "random-search"];

    [Fact]
    public async Task A_short_run_compares_three_methods_in_plain_text_and_json()
    {
        using var place = new Workplace();
        JsonNode file = await RunAsync(place, "rows.json", "--seed", "3");
        Assert.Equal("FashionCnn", (string?)file["sample"]);
        Assert.Equal((3, 10, place.Root), ((int)file["seed"]!, (int)file["steps"]!, (string?)file["data"]));
        Assert.Equal((60, 40, 30), ((int)file["split"]!["training"]!, (int)file["split"]!["validation"]!, (int)file["split"]!["test"]!));
        JsonArray rows = file["rows"]!.AsArray();
        Assert.Equal(Methods, rows.Select(row => (string)row!["method"]!));
        foreach (JsonNode? row in rows)
        {
            // Striped pictures, ten steps: near the loss of a model that guesses, ln 10 = 2.30, and finite.
            Assert.InRange((double)row!["validation_loss"]!, 0, 5);
            Assert.InRange((double)row["test_loss"]!, 0, 5);
            Assert.InRange((double)row["accuracy"]!, 0, 1);
            Assert.True((double)row["seconds"]! > 0);
            JsonNode values = row["hyperparameters"]!;
            Assert.Equal(4, (int)values["WeightDecay"]!["count"]!);
            Assert.InRange((double)values["Dropout"]!, double.Epsilon, Math.BitDecrement(0.5));
            Assert.InRange((double)values["CutoutSize"]!, double.Epsilon, Math.BitDecrement(8));
            Assert.InRange((double)values["Smoothing"]!, double.Epsilon, Math.BitDecrement(0.1));
        }

        // The untuned training is at the initial values, the others somewhere else.
        Assert.Equal(0.2, (double)rows[1]!["hyperparameters"]!["Dropout"]!, 12);
        Assert.NotEqual(0.2, (double)rows[0]!["hyperparameters"]!["Dropout"]!, 12);
        Assert.NotEqual(0.2, (double)rows[2]!["hyperparameters"]!["Dropout"]!, 12);
    }

    [SkippableFact]
    public async Task The_clothes_are_found_where_Debian_installs_them()
    {
        Skip.IfNot(Directory.Exists("/usr/share/datasets/fashion-mnist"), "Fashion-MNIST is not installed.");
        Outcome outcome = await Sample.RunAsync("FashionCnn", [], "--training", "200", "--validation", "100", "--steps", "3");
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.StartsWith("fashion-mnist: 200 training, 100 validation and 10,000 test rows; 3 steps, seed 7\n", outcome.Output);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers_and_another_seed_gives_others()
    {
        using var place = new Workplace();
        string first = WithoutSeconds(await RunAsync(place, "first.json", "--seed", "3"));
        string again = WithoutSeconds(await RunAsync(place, "again.json", "--seed", "3"));
        string other = WithoutSeconds(await RunAsync(place, "other.json", "--seed", "4"));
        Assert.Equal(first, again);
        Assert.NotEqual(first.Replace("\"seed\":3", "\"seed\":4", StringComparison.Ordinal), other);
    }

    [Fact]
    public Task Help_names_every_option_and_needs_no_libtorch() => SampleHelp.ShowsAsync(
        "FashionCnn", "--seed", "--json", "--data", "--training", "--validation", "--steps", "--device", "--help", "Examples:");

    [Fact]
    public async Task A_directory_without_the_files_says_how_to_get_them()
    {
        using var place = new Workplace();
        Outcome outcome = await Sample.RefusesAsync("FashionCnn", Failed, "train-images", [], "--data", place.Root);
        Assert.Contains("apt-get install dataset-fashion-mnist", outcome.Error);
    }

    [Fact]
    public async Task Pictures_of_another_size_are_refused()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 60, test: 30);
        File.WriteAllBytes(place["train-images-idx3-ubyte"], Workplace.Idx(new byte[60 * 64], 60, 8, 8));
        File.WriteAllBytes(place["t10k-images-idx3-ubyte"], Workplace.Idx(new byte[30 * 64], 30, 8, 8));
        await Sample.RefusesAsync("FashionCnn", Failed, "28×28", [], "--data", place.Root, "--training", "20", "--validation", "20");
    }

    [Fact]
    public async Task More_rows_than_there_are()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 20, test: 10);
        await Sample.RefusesAsync("FashionCnn", Failed, "20 rows", [], "--data", place.Root);
    }

    [Theory]
    [InlineData("--data", "no-such-source", "--data is 'no-such-source'")]
    [InlineData("--training", "0", "--training is '0'")]
    [InlineData("--steps", "many", "--steps is 'many'")]
    public Task Bad_usage(string option, string value, string message) => Sample.RefusesAsync("FashionCnn", BadUsage, message, [], option, value);

    private static async Task<JsonNode> RunAsync(Workplace place, string file, params string[] arguments)
    {
        place.WriteStripedIdx(training: 100, test: 30);
        Outcome outcome = await Sample.RunAsync(
            "FashionCnn", [], ["--data", place.Root, "--training", "60", "--validation", "40", "--steps", "10", "--json", place[file], .. arguments]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        // Ten steps are no training: that the weights lag behind the hyperparameters may be said, and nothing else.
        Assert.All(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^warning: (tuned|random-search): The weights lag behind", line));
        Assert.DoesNotContain('\e', outcome.Output);
        Assert.All(Methods, method => Assert.Contains($"  {method} ", outcome.Output));
        Assert.Contains("One tuned run", outcome.Output);
        return JsonNode.Parse(File.ReadAllText(place[file]))!;
    }

    private static string WithoutSeconds(JsonNode file)
    {
        foreach (JsonNode? row in file["rows"]!.AsArray())
            Assert.True(row!.AsObject().Remove("seconds"));
        return file.ToJsonString();
    }
}
