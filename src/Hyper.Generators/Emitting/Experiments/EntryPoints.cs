using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>The signatures of an experiment's entry points, without what follows them: the same whether or not there is something to run.</summary>
/// <param name="Access">Their accessibility.</param>
/// <param name="Hyperparameters">The type of the natural values.</param>
/// <param name="Result">What a run or search gives.</param>
/// <param name="TrainingResult">What an ordinary training gives.</param>
/// <param name="RefitResult">What a refit gives.</param>
/// <param name="RepeatedRuns">What repeated runs give.</param>
/// <param name="Response">What a run learns.</param>
internal sealed record EntryPoints(
    string Access, string Hyperparameters, string Result, string TrainingResult, string RefitResult, string RepeatedRuns, string Response)
{
    public string Settings => $"{Access} static {RuntimeNames.ExperimentSettings} Settings {{ get; }}";

    public string RunAsync => $"""
        {Access} static {RuntimeNames.Task}<{Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string RunWithSettingsAsync => $"""
        {Access} static {RuntimeNames.Task}<{Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings} settings,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <summary>Of searches alone: an overload, so that the others stay what a delegate takes.</summary>
    public string RunWithJournalAsync => $"""
        {Access} static {RuntimeNames.Task}<{Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.SearchJournal} journal,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <summary>Of tuned runs alone: an overload for the same reason.</summary>
    public string RunWithCheckpointsAsync => $"""
        {Access} static {RuntimeNames.Task}<{Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.CheckpointFolder}? checkpoints,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {Hyperparameters}? start = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default,
            {RuntimeNames.CancellationToken} stop = default)
        """;

    public string RunFromAsync => $"""
        {Access} static {RuntimeNames.Task}<{Result}> RunFromAsync(
            {Hyperparameters} start,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string TrainAtAsync => At(TrainingResult, nameof(TrainAtAsync));

    public string TrainAlongAsync => $"""
        {Access} static {RuntimeNames.Task}<{TrainingResult}> TrainAlongAsync(
            {RuntimeNames.Trajectory} trajectory,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string RefitAsync => At(RefitResult, nameof(RefitAsync));

    public string RepeatAsync => $"""
        {Access} static {RuntimeNames.Task}<{RepeatedRuns}> RepeatAsync(
            {RuntimeNames.DataSplits} data,
            int times,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string TrialAsync => $"""
        {Access} static {RuntimeNames.Task}<{RuntimeNames.TrialRecord}> TrialAsync(
            {RuntimeNames.TrialSpecification} specification,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <param name="isStream">Whether it takes a stream, or a path.</param>
    public string LoadResponse(bool isStream)
        => $"{Access} static {Response} LoadResponse({(isStream ? $"{RuntimeNames.Stream} stream" : "string path")}, {RuntimeNames.Device}? device = null)";

    public static EntryPoints Of(ExperimentModel experiment) => Of(experiment.Model.QualifiedName, experiment.IsPublic, experiment.Settings.IsSearch);

    public static EntryPoints Of(string model, bool isPublic, bool isSearch) => new(
        isPublic ? "public" : "internal",
        $"{model}.Hyperparameters",
        isSearch ? $"{RuntimeNames.SearchResult}<{model}.Trained, {model}.Hyperparameters>" : $"{RuntimeNames.TuningResult}<{model}, {model}.Trained, {model}.Hyperparameters>",
        $"{RuntimeNames.TrainingResult}<{model}.Trained, {model}.Hyperparameters>",
        $"{RuntimeNames.RefitResult}<{model}.Trained, {model}.Hyperparameters>",
        $"{RuntimeNames.RepeatedRuns}<{model}.Hyperparameters>",
        $"{RuntimeNames.LearnedResponse}<{model}, {model}.Trained, {model}.Hyperparameters>");

    /// <summary>The entry points of an experiment whose model has no types to name: what the user's code does with them is left open.</summary>
    public static EntryPoints Untyped(bool isPublic) =>
        new(isPublic ? "public" : "internal", "dynamic", "dynamic", "dynamic", "dynamic", "dynamic", "dynamic");

    /// <param name="modifier"><c>async</c> with a space, or nothing.</param>
    public string CheckHypergradientAsync(string modifier) => $"""
        {Access} static {modifier}{RuntimeNames.Task}<{RuntimeNames.HypergradientReport}> CheckHypergradientAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.HypergradientCheckOptions}? options = null,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <summary>What trains at given hyperparameters.</summary>
    private string At(string result, string name) => $"""
        {Access} static {RuntimeNames.Task}<{result}> {name}(
            {Hyperparameters} hyperparameters,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;
}
