using System.CommandLine;

namespace Hyper.Comparisons;

/// <summary>A penalty for each feature of a synthetic logistic regression.</summary>
internal static class LogisticCommand
{
    private static readonly int[] shown = [0, 10, 20, 50, 100, 110];
    private static readonly string[] published = ["0.5744", "0.5338", "0.3615", "0.2945", "0.2854", "0.2846"];

    public static Command Create()
    {
        var data = new Option<FileInfo>("--data") { Description = "The rows, as peers/logistic_data.py writes them.", Required = true };
        var page = Figures.Page();
        var command = new Command("logistic", "A penalty a feature in hypertorch's and Betty's synthetic logistic regression.") { data, page };
        command.SetAction(async (parsed, _) =>
        {
            using var rows = LogisticData.Read(parsed.GetRequiredValue(data));
            var last = shown[^1];
            var table = new List<string[]>
            {
                (string[])["hypertorch, as published", .. published],
                Row("their protocol, our Unrolled through 10 steps", TheirProtocol.Unrolled(rows, last)),
                Row("their protocol, our Implicit, 10 steps", TheirProtocol.Implicit(rows, last)),
            };
            using (var result = await PenalizeUnrolled.RunAsync(rows, LogisticRuns.Settings(PenalizeUnrolled.Settings, last, 1)))
            {
                table.Add(Row("`Algorithm.Unrolled`", LogisticRuns.Losses(result, 1)));
            }

            using (var result = await PenalizeImplicitly.RunAsync(rows, LogisticRuns.Settings(PenalizeImplicitly.Settings, last, LogisticRuns.Inner)))
            {
                table.Add(Row("`Algorithm.Implicit`", LogisticRuns.Losses(result, LogisticRuns.Inner)));
            }

            using (var result = await PenalizeByCurvature.RunAsync(rows, LogisticRuns.Settings(PenalizeByCurvature.Settings, last, LogisticRuns.Inner)))
            {
                table.Add(Row("`Algorithm.Joint`, `Hypernetwork.Curvature`", LogisticRuns.Losses(result, LogisticRuns.Inner)));
            }

            new Figures("logistic", ["after outer steps", .. shown.Select(step => Figures.Number(step, "F0"))], table).Give(parsed.GetValue(page));
        });
        return command;
    }

    private static string[] Row(string name, double[] losses) => [name, .. shown.Select(step => Figures.Number(losses[step], "F4"))];
}
