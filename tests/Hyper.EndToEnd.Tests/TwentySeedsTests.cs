using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

/// <summary>
/// No sample diverges, whatever the seed: short forms here, of a few seeds as a rule and of twenty with <c>HYPERDSL_THOROUGH=1</c>; the full
/// ones with <c>samples/twenty-seeds</c>.
/// </summary>
public class TwentySeedsTests
{
    private static readonly int Seeds = Environment.GetEnvironmentVariable("HYPERDSL_THOROUGH") == "1" ? 20 : 5;

    [Fact]
    public Task Quickstart() => AreFiniteAsync("Quickstart", "--steps", "20");

    [Fact]
    public Task DataCleaning() => AreFiniteAsync("DataCleaning", "--steps", "50");

    [Fact]
    public async Task FashionCnn()
    {
        using var place = new Workplace();
        place.WriteStripedIdx(training: 100, test: 30);
        await AreFiniteAsync("FashionCnn", "--data", place.Root, "--training", "60", "--validation", "40", "--steps", "5");
    }

    private static async Task AreFiniteAsync(string sample, params string[] arguments)
    {
        using var place = new Workplace();
        for (int seed = 0; seed < Seeds; seed++)
        {
            Outcome outcome = await Sample.RunAsync(sample, [], [.. arguments, "--seed", $"{seed}", "--json", place["rows.json"]]);
            Assert.True(outcome.Code == 0, $"seed {seed}: {outcome}");
            foreach (JsonNode? row in JsonNode.Parse(File.ReadAllText(place["rows.json"]))!["rows"]!.AsArray())
            {
                // A number that is not finite is null in the file.
                Assert.All((string[])["validation_loss", "test_loss", "accuracy"], field => Assert.True(row![field] is not null, $"seed {seed}: {row}"));
                Assert.DoesNotContain("null", row!["hyperparameters"]!.ToJsonString());
            }
        }
    }
}
