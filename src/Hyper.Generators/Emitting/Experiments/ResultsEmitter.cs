using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>Writes <c>.Results.g.cs</c>: the types of what an experiment gives.</summary>
internal static class ResultsEmitter
{
    public static string Emit(ExperimentModel experiment) => GeneratedFile.Write(
        experiment.Place,
        writer =>
        {
            var entry = EntryPoints.Of(experiment);
            entry.Results.Write(writer, entry.Access);
        });
}
