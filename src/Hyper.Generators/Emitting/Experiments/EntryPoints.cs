using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>The signatures of an experiment's entry points, without what follows them: the same whether or not there is something to run.</summary>
/// <param name="Access">Their accessibility.</param>
/// <param name="Modifier"><c>async</c> with a space, where they await what they give; or nothing.</param>
/// <param name="Hyperparameters">The type of the natural values.</param>
/// <param name="Results">What a run or search, an ordinary training and a refit give.</param>
/// <param name="RepeatedRuns">What repeated runs give.</param>
/// <param name="Response">What a run learns.</param>
internal sealed record EntryPoints(
    string Access, string Modifier, string Hyperparameters, ResultTypes Results, string RepeatedRuns, string Response)
{
    public string Settings => $"{Access} static {RuntimeNames.ExperimentSettings} Settings {{ get; }}";

    public string RunAsync => $"""
        {Access} static {RuntimeNames.Task}<{Results.Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string RunWithSettingsAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{Results.Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings} settings,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <summary>Of searches alone: an overload, so that the others stay what a delegate takes.</summary>
    public string RunWithJournalAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{Results.Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.SearchJournal}? journal,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default,
            {RuntimeNames.CarriedTrials}? carried = null)
        """;

    /// <summary>Of tuned runs alone: an overload for the same reason.</summary>
    public string RunWithCheckpointsAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{Results.Result}> RunAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.CheckpointFolder}? checkpoints,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {Hyperparameters}? start = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default,
            {RuntimeNames.CancellationToken} stop = default)
        """;

    public string RunFromAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{Results.Result}> RunFromAsync(
            {Hyperparameters} start,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string TrainAtAsync => At(Results.Training, nameof(TrainAtAsync));

    public string TrainAlongAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{Results.Training}> TrainAlongAsync(
            {RuntimeNames.Trajectory} trajectory,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    public string RefitAsync => At(Results.Refit, nameof(RefitAsync));

    public string RepeatAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{RepeatedRuns}> RepeatAsync(
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

    public static EntryPoints Of(ExperimentModel experiment) => Of(
        experiment.Model.QualifiedName, experiment.IsPublic, "async ", ResultTypes.Of(experiment.Model.QualifiedName, experiment.Settings.IsSearch));

    /// <summary>The entry points of an experiment that a rule refuses; its model has types to name.</summary>
    public static EntryPoints Refused(string model, bool isPublic, ResultTypes results) => Of(model, isPublic, "", results);

    /// <summary>The entry points of an experiment whose model has no types to name: what the user's code does with them is left open.</summary>
    public static EntryPoints Untyped(bool isPublic) => new(Visible(isPublic), "", "dynamic", ResultTypes.Unknown, "dynamic", "dynamic");

    private static EntryPoints Of(string model, bool isPublic, string modifier, ResultTypes results) => new(
        Visible(isPublic),
        modifier,
        $"{model}.Hyperparameters",
        results,
        $"{RuntimeNames.RepeatedRuns}<{model}.Hyperparameters>",
        $"{RuntimeNames.LearnedResponse}<{model}, {model}.Trained, {model}.Hyperparameters>");

    private static string Visible(bool isPublic) => isPublic ? "public" : "internal";

    public string CheckHypergradientAsync => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{RuntimeNames.HypergradientReport}> CheckHypergradientAsync(
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.HypergradientCheckOptions}? options = null,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;

    /// <summary>What trains at given hyperparameters.</summary>
    private string At(string result, string name) => $"""
        {Access} static {Modifier}{RuntimeNames.Task}<{result}> {name}(
            {Hyperparameters} hyperparameters,
            {RuntimeNames.DataSplits} data,
            {RuntimeNames.ExperimentSettings}? settings = null,
            {RuntimeNames.Progress} progress = null,
            {RuntimeNames.CancellationToken} cancellation = default)
        """;
}
