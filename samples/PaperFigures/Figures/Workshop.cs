using System.Text.Json.Nodes;
using PaperFigures.Data;
using PaperFigures.Goals;

namespace PaperFigures.Figures;

/// <summary>Makes figures one after another, writes their files and holds them against their goals.</summary>
internal sealed class Workshop(FigureFolder folder, PaperData data, IReadOnlyList<int> seeds, CancellationToken cancellation)
{
    private const int GoalsMissed = 3;

    /// <summary>Makes figures.</summary>
    /// <returns>The exit code: 0 where all goals are met, else 3.</returns>
    public async Task<int> MakeAsync(IReadOnlyList<Figure> figures)
    {
        var missed = new List<string>();
        foreach (Figure figure in figures)
        {
            cancellation.ThrowIfCancellationRequested();
            Console.WriteLine($"figure {figure.Name}: {figure.Title}");
            foreach (GoalCheck check in await MakeAsync(figure))
            {
                Console.WriteLine($"  {(check.Met ? "met" : "MISSED")}: {check.Words}");
                if (!check.Met)
                    missed.Add($"figure {figure.Name}: {check.Words}");
            }
        }

        Console.WriteLine(missed.Count == 0 ? "All goals are met." : $"Goals missed: {missed.Count}.");
        missed.ForEach(Console.WriteLine);
        return missed.Count == 0 ? 0 : GoalsMissed;
    }

    private async Task<IReadOnlyList<GoalCheck>> MakeAsync(Figure figure)
    {
        var clock = new ProcessorClock();
        FigureResult result = await figure.DrawAsync(new FigureRun(data, seeds, line => Console.WriteLine($"  {line}"), cancellation));
        IReadOnlyList<GoalCheck> goals = GoalCheck.Of(figure.Name, result.Summary, data);
        Summary summary = result.Summary;
        summary.Set("figure", figure.Name);
        summary.Set("data", data.Name);
        summary.Set("seed", (double)seeds[0]);
        summary.Set("seeds", (double)seeds.Count);
        summary.Set("seconds", clock.Seconds);
        summary.Set("processor_seconds", clock.ProcessorSeconds);
        summary.Set("goals_met", JsonValue.Create(goals.All(check => check.Met)));
        summary.Set("goals", new JsonArray([.. goals.Select(check => check.ToJson())]));
        folder.Write(figure.Name, result);
        return goals;
    }
}
