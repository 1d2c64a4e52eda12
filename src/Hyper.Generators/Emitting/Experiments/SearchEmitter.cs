using Hyper.Dsl;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>Writes the entry points of a search, which has no training loop of its own.</summary>
internal static class SearchEmitter
{
    public static void WriteRunAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>Searches the hyperparameters of <see cref="{model}"/> by {Way(experiment)}.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="progress">Receives a report after each trial; none by default.</param>
            /// <param name="cancellation">Stops the search, and the trials under way between two steps; those that were finished are the result.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">The data are unusable, or every trial diverged.</exception>
            {entry.RunAsync} =>
                RunAsync(data, Settings, progress, cancellation);

            /// <summary>Searches the hyperparameters of <see cref="{model}"/> by {Way(experiment)}.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for this search.</param>
            /// <param name="progress">Receives a report after each trial; none by default.</param>
            /// <param name="cancellation">Stops the search, and the trials under way between two steps; those that were finished are the result.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A setting is out of range, the device cannot be had, the data are unusable, or every trial diverged.</exception>
            {entry.RunWithSettingsAsync} =>
                {Call(experiment, "settings")}

            /// <summary>Searches the hyperparameters of <see cref="{model}"/> by {Way(experiment)}, and goes on with a search that was interrupted.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="journal">Keeps each trial as it ends; those that it has are not run again. Null for none.</param>
            /// <param name="settings">The experiment's numbers for this search; <see cref="Settings"/> by default.</param>
            /// <param name="progress">Receives a report after each trial; none by default.</param>
            /// <param name="cancellation">Stops the search, and the trials under way between two steps; those that were finished are the result.</param>
            /// <param name="carried">Who trains the trials, where it is not this process; null for this one.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">The journal is that of another search or cannot be written, a setting is out of range, the device cannot be had, the data are unusable, or every trial diverged.</exception>
            {entry.RunWithJournalAsync} =>
                {Call(experiment, "settings ?? Settings", "journal,\n        carried")}
            """);
    }

    private static string Call(ExperimentModel experiment, string settings, string? journal = null)
    {
        var model = experiment.Model.QualifiedName;
        return $"""
            new(await {RuntimeNames.BlackBoxSearch}.RunAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    "{experiment.Place.DisplayName}",
                    {Method(experiment.Settings)},
                    data,
                    {settings},
                    {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer},
                    progress,
                    cancellation{(journal is null ? "" : $",\n        {journal}")}).ConfigureAwait(false));
            """;
    }

    public static void WriteTrialAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>Runs one trial of a search, as its specification says: the same specification gives the same record, wherever it runs.</summary>
            /// <param name="specification">What to train.</param>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="cancellation">Stops the trial between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A value or setting is out of range, the device cannot be had, or the data are unusable.</exception>
            {entry.TrialAsync} =>
                {RuntimeNames.BlackBoxSearch}.TrialAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    specification, data, {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer}, cancellation);
            """);
    }

    private static string Method(ExperimentSettings settings)
        => $"new {RuntimeNames.SearchMethod}({RuntimeNames.Algorithm}.{settings.Algorithm}, {RuntimeNames.Sampling}.{settings.Sampling}, {RuntimeNames.Kernel}.{settings.Kernel})";

    private static string Way(ExperimentModel experiment) => experiment.Settings.Algorithm switch
    {
        Algorithm.Grid => "trainings at the points of a grid",
        Algorithm.Random => "trainings at random points",
        Algorithm.Bayesian => "Bayesian optimization",
        Algorithm.SuccessiveHalving => "successive halving",
        _ => "Hyperband",
    };
}
