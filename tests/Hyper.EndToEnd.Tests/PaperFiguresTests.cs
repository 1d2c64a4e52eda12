using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

/// <summary>The figures of the paper, in short: their goals, their files, and what a user can get wrong.</summary>
public class PaperFiguresTests
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["1"] = ["weights", "hyperparameters"],
        ["2"] = ["minimum_u", "exact_minimum_u", "worst_relative_error"],
        ["3"] = ["exact_optimum_u", "optimum_u", "optimum_distance"],
        ["4"] = ["final_u", "validation_loss", "exact_u", "exact_validation_loss"],
        ["5-top"] = ["best_scalar_validation_loss", "floor_validation_loss", "share_ahead_of_unrolled"],
        ["5-bottom"] = ["worst_over_grid", "worst_time_over_grid"],
        ["6"] = ["worst_over_random_10", "worst_over_bayesian_10", "worst_over_random_7850", "worst_over_bayesian_7850"],
        ["8"] = ["unseen_pairs", "absolute_mean_over_gaussian_process", "deviation_over_gaussian_process", "predicted_best_over_best"],
    };

    private static readonly string[] RowFields =
        ["seconds", "processor_seconds", "validation_loss", "exact_response_validation_loss", "test_loss"];

    [Fact]
    public async Task All_figures_meet_their_goals_on_the_digits_and_leave_their_files_and_a_page()
    {
        using var place = new Workplace();
        Outcome outcome = await RunAsync("all", "--quick", "--out", place["figures"]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("", outcome.Error);
        Assert.Contains("All goals are met.", outcome.Output);
        foreach ((string figure, string[] fields) in Fields)
        {
            string folder = Path.Combine(place["figures"], $"figure-{figure}");
            JsonNode summary = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")))!;
            Assert.Equal((figure, "digits", 1), ((string?)summary["figure"], (string?)summary["data"], (int)summary["seed"]!));
            Assert.True((bool)summary["goals_met"]!);
            Assert.True((double)summary["seconds"]! >= 0);
            Assert.All(fields, field => Assert.True(double.IsFinite((double)summary[field]!), $"{figure}: {field}"));
            Assert.All(summary["goals"]!.AsArray(), goal => Assert.True((bool)goal!["met"]!));
            Assert.Equal("series,x,y,low,high", File.ReadLines(Directory.GetFiles(folder, "*.csv")[0]).First());
            Assert.True(IsPng(Path.Combine(folder, $"figure-{figure}.png")));
            Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, $"figure-{figure}.svg")));
        }

        JsonArray rows = Summary(place, "5-top")["rows"]!.AsArray();
        Assert.Contains(rows, row => (string?)row!["method"] == "unrolled");
        Assert.All(rows, row => Assert.All(RowFields, field => Assert.True(double.IsFinite((double)row![field]!), $"{row["method"]}: {field}")));

        Outcome page = await RunAsync("page", "--out", place["figures"], "--docs", place["docs"]);
        Assert.True(page.Code == 0, page.ToString());
        string text = File.ReadAllText(Path.Combine(place["docs"], "paper.md"));
        Assert.All(Fields.Keys, figure => Assert.Contains($"(paper/figure-{figure}.png)", text));
        Assert.DoesNotContain('{', text);
    }

    [Fact]
    public Task Help_names_every_option_and_needs_no_libtorch() =>
        SampleHelp.ShowsAsync("PaperFigures", "figure", "--data", "--out", "--quick", "--seeds", "--seed", "page", "--help");

    [Theory]
    [InlineData("There is no figure '7'", "7", "--quick")]
    [InlineData("--seeds is '0'", "1", "--seeds", "0")]
    [InlineData("--seed is '-1'", "1", "--seed", "-1")]
    [InlineData("--data is 'no-such-source'", "1", "--data", "no-such-source")]
    [InlineData("leave out --data", "1", "--quick", "--data", "fashion-mnist")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public Task Bad_usage(string message, params string[] arguments) => Sample.RefusesAsync("PaperFigures", BadUsage, message, [], arguments);

    [Fact]
    public async Task A_directory_without_the_files()
    {
        using var place = new Workplace();
        await Sample.RefusesAsync("PaperFigures", Failed, "train-images", [], "1", "--data", place.Root, "--out", place["figures"]);
    }

    [Fact]
    public async Task Pictures_that_are_too_few()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 20, test: 10);
        await Sample.RefusesAsync("PaperFigures", Failed, "20 training pictures", [], "1", "--data", place.Root, "--out", place["figures"]);
    }

    [Fact]
    public async Task An_output_directory_that_cannot_be_made()
    {
        using var place = new Workplace();
        File.WriteAllText(place["file"], "");
        await Sample.RefusesAsync("PaperFigures", Failed, "--out DIR", [], "1", "--quick", "--out", place["file"]);
    }

    [Fact]
    public async Task A_page_of_figures_that_were_not_made()
    {
        using var place = new Workplace();
        await Sample.RefusesAsync("PaperFigures", Failed, "Make the figures first", [], "page", "--out", place["figures"], "--docs", place["docs"]);
    }

    [Fact]
    public async Task A_figure_alone_leaves_only_its_own_folder()
    {
        using var place = new Workplace();
        Outcome outcome = await RunAsync("1", "--quick", "--out", place["figures"]);
        Assert.True(outcome.Code == 0, outcome.ToString());
        Assert.Equal("figure-1", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(place["figures"]))));
    }

    private static Task<Outcome> RunAsync(params string[] arguments) => Sample.RunAsync("PaperFigures", [], arguments);

    private static JsonNode Summary(Workplace place, string figure) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(place["figures"], $"figure-{figure}", "summary.json")))!;

    private static bool IsPng(string path) => File.ReadAllBytes(path).AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);
}
