using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Model.RunSearches;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>Writes <c>.RunSearch.g.cs</c>: the settings, the entry points and the result of a search of runs.</summary>
internal static class RunSearchEmitter
{
    public static string Emit(RunSearchModel search) => GeneratedFile.Write(
        search.Place,
        writer =>
        {
            var access = search.IsPublic ? "public" : "internal";
            WriteSettings(writer, search, access);
            writer.Blank();
            WriteRunAsync(writer, search, access);
            writer.Blank();
            WriteVaried(writer, search);
            writer.Blank();
            WriteResult(writer, search, access);
        },
        attribute: GeneratedFile.Attribute);

    // Experiments of one model or of several: what they have in common is what the search gives.
    private static string ResultOf(RunSearchModel search) => search.Experiments.Count == 1 ? $"{search.Experiments[0].QualifiedName}.Result" : RuntimeNames.TuningResultInterface;

    private static void WriteSettings(SourceWriter writer, RunSearchModel search, string access)
    {
        writer.Line("/// <summary>The numbers of the search; a search takes a copy with some of them changed, as in <c>Settings with { Runs = 16 }</c>. Those of its runs are the experiments' own.</summary>");
        writer.Open($"{access} static {RuntimeNames.RunSearchSettings} Settings {{ get; }} = new()");
        writer.Line($"Algorithm = {RuntimeNames.Algorithm}.{search.Algorithm},");
        if (search.Sampling != default)
        {
            writer.Line($"Sampling = {RuntimeNames.Sampling}.{search.Sampling},");
        }

        if (search.Kernel != default)
        {
            writer.Line($"Kernel = {RuntimeNames.Kernel}.{search.Kernel},");
        }

        foreach (var number in search.Numbers)
        {
            writer.Line($"{number.Setting} = {number.Value.Code()},");
        }

        writer.Close(";");
    }

    private static void WriteRunAsync(SourceWriter writer, RunSearchModel search, string access)
    {
        var names = string.Join(", ", search.Experiments.Select(experiment => $"<see cref=\"{experiment.QualifiedName}\"/>"));
        writer.Line($"""
            /// <summary>Searches the settings of runs of {names}.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="progress">Receives a report after each trial; none by default.</param>
            /// <param name="cancellation">Stops the search, and the runs under way between two steps; what was finished is the result.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">The data are unusable, or every run failed.</exception>
            {access} static {RuntimeNames.Task}<Result> RunAsync(
                {RuntimeNames.DataSplits} data,
                {RuntimeNames.Progress} progress = null,
                {RuntimeNames.CancellationToken} cancellation = default) =>
                RunAsync(data, folder: null, progress: progress, cancellation: cancellation);

            /// <summary>Searches the settings of runs of {names}, and goes on with a search that was interrupted.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="folder">Keeps the search's journal and the checkpoints of its runs; null for a folder that is gone when the search ends.</param>
            /// <param name="settings">The numbers of this search; <see cref="Settings"/> by default.</param>
            /// <param name="each">Changes the numbers of all runs, before anything is varied, such as their steps and their seed; null for the experiments' own.</param>
            /// <param name="progress">Receives a report after each trial; none by default.</param>
            /// <param name="cancellation">Stops the search, and the runs under way between two steps; what was finished is the result.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A number is out of range, the folder is that of another search, the device cannot be had, the data are unusable, or every run failed.</exception>
            {access} static async {RuntimeNames.Task}<Result> RunAsync(
                {RuntimeNames.DataSplits} data,
                {RuntimeNames.CheckpointFolder}? folder,
                {RuntimeNames.RunSearchSettings}? settings = null,
                {RuntimeNames.Func}<{RuntimeNames.ExperimentSettings}, {RuntimeNames.ExperimentSettings}>? each = null,
                {RuntimeNames.Progress} progress = null,
                {RuntimeNames.CancellationToken} cancellation = default) =>
                new(await {RuntimeNames.RunSearch}.RunAsync<{ResultOf(search)}>(
                    "{search.Place.DisplayName}",
                    [
            """);
        foreach (var experiment in search.Experiments)
        {
            writer.Line($"""
                            new(
                                "{experiment.DisplayName}",
                                each is null ? {experiment.QualifiedName}.Settings : each({experiment.QualifiedName}.Settings),
                                static async (rows, checkpoints, numbers, stop) => await {experiment.QualifiedName}.RunAsync(rows, checkpoints, numbers, cancellation: stop).ConfigureAwait(false)),
                """);
        }

        writer.Line("""
                    ],
                    Varied,
                    settings ?? Settings,
                    data,
                    folder,
                    progress,
                    cancellation).ConfigureAwait(false));
            """);
    }

    private static void WriteVaried(SourceWriter writer, RunSearchModel search)
    {
        var type = $"private static readonly {RuntimeNames.VariedSetting}[] Varied";
        if (search.Varied.Count == 0)
        {
            writer.Line($"{type} = [];");
            return;
        }

        writer.Line($"{type} =\n[");
        foreach (var varied in search.Varied)
        {
            var values = string.Join(", ", varied.Values.Select(value => value.Code()));
            writer.Line($"    {RuntimeNames.VariedSetting}.{(varied.IsAmong ? "Among" : "Between")}({RuntimeNames.RunSetting}.{varied.Setting}, {values}{(varied.Scale == Scale.Log ? $", {RuntimeNames.Scale}.Log" : "")}),");
        }

        writer.Line("];");
    }

    private static void WriteResult(SourceWriter writer, RunSearchModel search, string access)
    {
        var runtime = $"{RuntimeNames.RunSearchResult}<{ResultOf(search)}>";
        writer.Line("/// <summary>What this search found: the result of its best run, and the records of all.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} sealed class Result : {runtime}");
        writer.Line("/// <summary>Takes over what the runtime gave.</summary>");
        writer.Line($"internal Result({runtime} found)");
        writer.Line("    : base(found)");
        writer.Open("");
        writer.Close();
        writer.Close();
    }
}
