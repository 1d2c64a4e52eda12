using System.CommandLine;
using System.Diagnostics;
using Hyper.Runtime.Native;
using Spectre.Console;
using static Hyper.Benchmarks.Shared;

namespace Hyper.Benchmarks;

/// <summary><c>responses</c>: 1,000 candidates judged by a learned response, and what random search takes for them.</summary>
internal static class ResponsesCommand
{
    private const int Candidates = 1_000;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds of measurements.", DefaultValueFactory = _ => 5 };
        var json = JsonFile();
        var command = new Command("responses", "Validation losses of 1,000 candidates by the response, and by trainings.") { rounds, json };
        command.SetAction(async (parsed, _) =>
        {
            NativeBackend.EnsureLoaded();
            var row = await MeasureAsync(parsed.GetValue(rounds));
            AnsiConsole.Write(new Table()
                .AddColumns("candidates", "by the response, s", "one training, s", "by random search, s", "times as long", "the tuning run, s")
                .AddRow(Text(row.Candidates, "F0"), Text(row.ResponseSeconds.Median, "F3"), Text(row.TrainingSeconds.Median, "F3"), Text(row.SearchSeconds, "F0"), Text(row.Ratio, "F0"), Text(row.RunSeconds, "F2"))
                .Caption($"Figure 6's setting, {row.ValidationRows} validation rows, {row.Steps} steps a training. Random search: that many trainings, of which {row.Trainings} were run."));
            Write(parsed.GetValue(json), new { rows = (ResponsesRow[])[row] });
            return 0;
        });
        return command;
    }

    private static async Task<ResponsesRow> MeasureAsync(int rounds)
    {
        using var data = RandomRows.Create(784, oneHot: true);
        var settings = TuneFigureSix.Settings with { HealthChecks = 0 };
        using var result = await TuneFigureSix.RunAsync(data, settings);
        var random = new Random(1);
        var candidates = Enumerable.Range(0, Candidates)
            .Select(_ => new FigureSix.Hyperparameters { Decay = HyperVector.From([.. Enumerable.Range(0, 10).Select(_ => Math.Exp(-7 + (6 * random.NextDouble())))]) })
            .ToList();
        result.ValidationLossAt(candidates.Take(10));

        var responses = new List<double>();
        var trainings = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            result.ValidationLossAt(candidates);
            responses.Add(watch.Elapsed.TotalSeconds);
            watch.Restart();
            using var trained = await TuneFigureSix.TrainAtAsync(candidates[round], data, settings);
            trainings.Add(watch.Elapsed.TotalSeconds);
        }

        var training = Spread.Of(trainings);
        var response = Spread.Of(responses);
        return new ResponsesRow(
            Candidates, data.Validation.Count, settings.Steps, rounds, response, training, Candidates * training.Median, Candidates * training.Median / response.Median, result.Elapsed.TotalSeconds);
    }
}

/// <summary>What so many candidates cost.</summary>
/// <param name="Candidates">λ that are judged.</param>
/// <param name="ValidationRows">Rows of the validation split, all of which each is judged by.</param>
/// <param name="Steps">Steps of a training, and of the run that learned the response.</param>
/// <param name="Trainings">Trainings that were run.</param>
/// <param name="ResponseSeconds">All candidates by the response.</param>
/// <param name="TrainingSeconds">One training.</param>
/// <param name="SearchSeconds">As many trainings as candidates: a product.</param>
/// <param name="Ratio">That over the response's.</param>
/// <param name="RunSeconds">The run that learned the response.</param>
internal sealed record ResponsesRow(
    int Candidates, long ValidationRows, int Steps, int Trainings, Spread ResponseSeconds, Spread TrainingSeconds, double SearchSeconds, double Ratio, double RunSeconds);
