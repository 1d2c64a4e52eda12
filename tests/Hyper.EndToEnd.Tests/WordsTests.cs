using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

public class WordsTests
{
    private const int Failed = 1;

    [Fact]
    public async Task A_short_run_reads_the_novel_and_reports_perplexities()
    {
        using var place = new Workplace();
        Outcome outcome = await Sample.RunAsync("Words", [], "--json", place["rows.json"], "--steps", "60", "--length", "10");
        Assert.True(outcome.Code == 0, outcome.ToString());
        JsonArray rows = JsonNode.Parse(File.ReadAllText(place["rows.json"]))!["rows"]!.AsArray();
        Assert.Equal(["tuned", "untuned", "random-search"], rows.Select(row => (string)row!["method"]!));

        // Of 600 words; a model that knows nothing but how frequent each is wavers among some 150.
        Assert.All(rows, row => Assert.InRange((double)row!["perplexity"]!, 20, 400));
        Assert.All(rows, row => Assert.Equal(Math.Log((double)row!["perplexity"]!), (double)row["test_loss"]!, 0.01));
    }

    [Fact]
    public async Task A_text_that_is_too_short_is_refused()
    {
        using var place = new Workplace();
        File.WriteAllText(place["short.txt"], "Call me Ishmael.\nSome years ago.\nNever mind.\n");
        await Sample.RefusesAsync("Words", Failed, "tokens", [], "--data", place["short.txt"]);
    }

    [Fact]
    public Task Help_names_every_option_and_needs_no_libtorch() => SampleHelp.ShowsAsync("Words", "--data", "--length", "--seed", "--json", "--steps", "--device", "--help", "Examples:");
}
