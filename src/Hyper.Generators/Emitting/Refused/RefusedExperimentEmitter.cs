using Hyper.Generators.Emitting.Experiments;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;

namespace Hyper.Generators.Emitting.Refused;

/// <summary>
/// Writes <c>.Faulty.g.cs</c> for an experiment: its entry points without anything behind them, so that a rule's message is
/// not drowned by the C# compiler's about each of their uses.
/// </summary>
internal static class RefusedExperimentEmitter
{
    public static string Emit(RefusedExperiment experiment)
    {
        var entry = experiment.Model is { } model
            ? EntryPoints.Refused(model, experiment.IsPublic, ResultTypes.Of(model, experiment.IsSearch).Without(experiment.Taken))
            : EntryPoints.Untyped(experiment.IsPublic);
        IReadOnlyList<(string Name, string Signature)> all =
        [
            ("RunAsync", entry.RunAsync),
            ("RunAsync", entry.RunWithSettingsAsync),
            ("RunAsync", experiment.IsSearch ? entry.RunWithJournalAsync : entry.RunWithCheckpointsAsync),
            ("RunFromAsync", entry.RunFromAsync),
            ("TrainAtAsync", entry.TrainAtAsync),
            ("TrainAlongAsync", entry.TrainAlongAsync),
            ("RefitAsync", entry.RefitAsync),
            ("RepeatAsync", entry.RepeatAsync),
            ("CheckHypergradientAsync", entry.CheckHypergradientAsync),
            ("TrialAsync", entry.TrialAsync),
            ("LoadResponse", entry.LoadResponse(isStream: false)),
            ("LoadResponse", entry.LoadResponse(isStream: true)),
        ];

        // All of them, whatever the algorithm has: it may be what is wrong.
        return GeneratedFile.Write(experiment.Place, writer =>
        {
            RefusalCode.WriteRemark(writer, experiment.Place, experiment.Reasons);
            if (!experiment.Taken.Contains("Settings"))
            {
                writer.Line($"{entry.Access} static {RuntimeNames.ExperimentSettings} Settings {RefusalCode.Throw}");
            }

            foreach (var (name, signature) in all)
            {
                if (!experiment.Taken.Contains(name))
                {
                    writer.Line($"{signature} {RefusalCode.Throw}");
                }
            }

            writer.Blank();
            if (experiment.Model is null)
            {
                ResultTypes.WriteEmpty(writer, entry.Access, experiment.Taken);
            }
            else
            {
                entry.Results.Write(writer, entry.Access);
            }

            writer.Blank();
            RefusalCode.WriteException(writer, experiment.Place, experiment.Reasons);
        });
    }
}
