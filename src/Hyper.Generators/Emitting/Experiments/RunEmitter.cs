using Hyper.Dsl;
using Hyper.Generators.Emitting.Experiments.Steps;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>Writes <c>.Run.g.cs</c>: an experiment's settings and entry points.</summary>
internal static class RunEmitter
{
    public static string Emit(ExperimentModel experiment) => GeneratedFile.Write(
        experiment.Place,
        writer =>
        {
            var entry = EntryPoints.Of(experiment);
            WriteSettings(writer, experiment, entry);
            writer.Blank();
            if (experiment.Settings.IsSearch)
            {
                SearchEmitter.WriteRunAsync(writer, experiment, entry);
                writer.Blank();
                WriteTrainAtAsync(writer, experiment, entry);
                writer.Blank();
                WriteRefitAsync(writer, experiment, entry);
                writer.Blank();
                SearchEmitter.WriteTrialAsync(writer, experiment, entry);
                writer.Blank();
                WriteRegister(writer, experiment);
                return;
            }

            WriteRunAsync(writer, experiment, entry);
            writer.Blank();
            WriteTrainAtAsync(writer, experiment, entry);
            writer.Blank();
            WriteTrainAlongAsync(writer, experiment, entry);
            writer.Blank();
            WriteRefitAsync(writer, experiment, entry);
            writer.Blank();
            WriteRepeatAsync(writer, experiment, entry);
            writer.Blank();
            WriteCheck(writer, experiment, entry);
            writer.Blank();
            WriteLoadResponse(writer, experiment, entry);
            WriteRegister(writer, experiment);
        },
        attribute: GeneratedFile.Attribute);

    private static void WriteSettings(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        writer.Line("/// <summary>The experiment's numbers; a run takes a copy with some of them changed, as in <c>Settings with { Seed = 3 }</c>.</summary>");
        var declaration = $"{entry.Settings} = new()";
        var given = experiment.Settings.Numbers.Select(number => $"{number.Setting} = {number.Value.Code()},").ToList();
        given.AddRange(experiment.Settings.Flags.Select(flag => $"{flag.Setting} = {(flag.Value ? "true" : "false")},"));
        if (experiment.Settings.Schedule is { } schedule)
        {
            given.Add($"Schedule = {RuntimeNames.LearningRateSchedule}.{schedule},");
        }

        if (experiment.Settings.Keep is { } keep)
        {
            given.Add($"Keep = {RuntimeNames.Keep}.{keep},");
        }

        if (experiment.Settings.Fixed is { } stay)
        {
            given.Add($"Fixed = \"{stay}\",");
        }

        if (experiment.Settings.Watch is { } watched)
        {
            given.Add($"Watch = \"{watched}\",");
        }

        if (given.Count == 0)
        {
            writer.Line(declaration + ";");
            return;
        }

        writer.Open(declaration);
        foreach (var line in given)
        {
            writer.Line(line);
        }

        writer.Close(";");
    }

    private static void WriteRunAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>Tunes the hyperparameters of <see cref="{model}"/> in one training run.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="progress">Receives reports, on the run's thread; none by default.</param>
            /// <param name="cancellation">Stops the run between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">The data are unusable, or the run diverged.</exception>
            {entry.RunAsync} =>
                RunAsync(data, Settings, progress, cancellation);

            /// <summary>Tunes the hyperparameters of <see cref="{model}"/> in one training run.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for this run.</param>
            /// <param name="progress">Receives reports, on the run's thread; none by default.</param>
            /// <param name="cancellation">Stops the run between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A setting is out of range, the device cannot be had, the data are unusable, or the run diverged.</exception>
            {entry.RunWithSettingsAsync} =>
                new(await {RuntimeNames.Tuning}.RunAsync(static (rows, numbers) => new Run(rows, numbers), data, settings, progress, cancellation).ConfigureAwait(false));

            /// <summary>Tunes the hyperparameters of <see cref="{model}"/> in one training run that survives the end of its process, and can be asked to stop.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="checkpoints">Keeps what the run has become; where it has a checkpoint, the run goes on from there. Null for none.</param>
            /// <param name="settings">The experiment's numbers for this run; <see cref="Settings"/> by default.</param>
            /// <param name="start">Natural values to start from; the initial ones by default.</param>
            /// <param name="progress">Receives reports, on the run's thread; none by default.</param>
            /// <param name="cancellation">Stops the run between two steps, without a result; a last checkpoint is written.</param>
            /// <param name="stop">Ends the run after the step under way, with a result.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">The checkpoints are those of another run or cannot be used, a value or setting is out of range, the device cannot be had, the data are unusable, or the run diverged.</exception>
            {entry.RunWithCheckpointsAsync} =>
                new(await {RuntimeNames.Tuning}.RunAsync(static (rows, numbers) => new Run(rows, numbers), data, settings ?? Settings, progress, cancellation, start, new(
                    "{experiment.Place.DisplayName}", "{Method(experiment.Settings)}", checkpoints, stop)).ConfigureAwait(false));

            /// <summary>Tunes the hyperparameters of <see cref="{model}"/> in one training run that starts from other values than the initial ones.</summary>
            /// <param name="start">Natural values to start from.</param>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for this run; <see cref="Settings"/> by default.</param>
            /// <param name="progress">Receives reports, on the run's thread; none by default.</param>
            /// <param name="cancellation">Stops the run between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A value or setting is out of range, the device cannot be had, the data are unusable, or the run diverged.</exception>
            {entry.RunFromAsync} =>
                new(await {RuntimeNames.Tuning}.RunAsync(static (rows, numbers) => new Run(rows, numbers), data, settings ?? Settings, progress, cancellation, start).ConfigureAwait(false));
            """);
    }

    /// <summary>All that is compiled in and no setting, so that a checkpoint tells one run from another.</summary>
    private static string Method(ExperimentSettings settings)
    {
        var method = $"{settings.Algorithm}, rows {settings.Rows}, {settings.Optimizer}, hyperparameters {settings.HyperOptimizer}";
        return settings.Algorithm == Algorithm.Implicit ? $"{method}, {settings.Solver}, preconditioner {settings.Preconditioner}" : method;
    }

    private static void WriteTrainAtAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>Trains <see cref="{model}"/> at fixed hyperparameters, without a hypernetwork: an ordinary training.</summary>
            /// <param name="hyperparameters">Natural values.</param>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for this training; <see cref="Settings"/> by default.</param>
            /// <param name="progress">Receives reports, on the training's thread; none by default.</param>
            /// <param name="cancellation">Stops the training between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A value or setting is out of range, the device cannot be had, the data are unusable, or the training diverged.</exception>
            {entry.TrainAtAsync} =>
                new(await {RuntimeNames.OrdinaryTraining}.RunAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    hyperparameters, data, settings ?? Settings, {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer}, progress, cancellation).ConfigureAwait(false));
            """);
    }

    private static void WriteTrainAlongAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>
            /// Trains <see cref="{model}"/> from scratch without a hypernetwork, with the hyperparameters that a run had at the same
            /// share of its steps.
            /// </summary>
            /// <param name="trajectory">The way that the run's hyperparameters went: its result's <c>Trajectory</c>.</param>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for this training; <see cref="Settings"/> by default.</param>
            /// <param name="progress">Receives reports, on the training's thread; none by default.</param>
            /// <param name="cancellation">Stops the training between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A setting is out of range, the trajectory is another model's, the device cannot be had, the data are unusable, or the training diverged.</exception>
            {entry.TrainAlongAsync} =>
                new(await {RuntimeNames.OrdinaryTraining}.RunAlongAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    trajectory, data, settings ?? Settings, {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer}, progress, cancellation).ConfigureAwait(false));
            """);
    }

    private static void WriteRefitAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>
            /// Trains the model to ship: <see cref="{model}"/> at tuned hyperparameters on training and validation rows together, for as many
            /// steps as a training on the training rows alone shows to be best.
            /// </summary>
            /// <param name="hyperparameters">Natural values: a result's <c>Hyperparameters</c>.</param>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="settings">The experiment's numbers for both trainings; <see cref="Settings"/> by default.</param>
            /// <param name="progress">Receives reports, on the trainings' thread; none by default.</param>
            /// <param name="cancellation">Stops between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A value or setting is out of range, the device cannot be had, the data are unusable, or a training diverged.</exception>
            {entry.RefitAsync} =>
                new(await {RuntimeNames.Refitting}.RunAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    hyperparameters, data, settings ?? Settings, {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer}, progress, cancellation).ConfigureAwait(false));
            """);
    }

    private static void WriteRepeatAsync(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>Runs the experiment several times, with one seed after the other, and says how far what comes out scatters.</summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="times">How many runs, at least 2; the first has the settings' own seed.</param>
            /// <param name="settings">The experiment's numbers for these runs; <see cref="Settings"/> by default.</param>
            /// <param name="cancellation">Stops the run under way between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">A number or setting is out of range, the device cannot be had, the data are unusable, or a run diverged.</exception>
            {entry.RepeatAsync} =>
                await {RuntimeNames.Repeating}.RunAsync<{model}, {model}.Trained, {model}.Hyperparameters>(
                    async numbers => await RunAsync(data, numbers, null, cancellation).ConfigureAwait(false), data, settings ?? Settings, times).ConfigureAwait(false);
            """);
    }

    private static void WriteCheck(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        writer.Line($"""
            /// <summary>
            /// Runs the experiment and compares its hypergradient at the tuned hyperparameters with implicit differentiation and
            /// with finite differences over retrainings.
            /// </summary>
            /// <param name="data">Training and validation rows.</param>
            /// <param name="options">What to look at; the defaults where nothing is given.</param>
            /// <param name="settings">The experiment's numbers for the run; <see cref="Settings"/> by default.</param>
            /// <param name="cancellation">Stops between two steps.</param>
            /// <exception cref="{RuntimeNames.HyperDslException}">An option or setting is out of range, the device cannot be had, the data are unusable, or a run diverged.</exception>
            {entry.CheckHypergradientAsync}
            """);
        writer.Open("");
        writer.Line($"{RuntimeNames.HypergradientCheck}.Require<{model}, {model}.Trained, {model}.Hyperparameters>();");
        writer.Line($"using var result = await RunAsync(data, (settings ?? Settings) with {{ Keep = {RuntimeNames.Keep}.Last }}, cancellation: cancellation).ConfigureAwait(false);");
        writer.Line($"return await {RuntimeNames.HypergradientCheck}.RunAsync(");
        writer.Line($"    result, data, settings ?? Settings, {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer}, options, cancellation).ConfigureAwait(false);");
        writer.Close();
    }

    private static void WriteLoadResponse(SourceWriter writer, ExperimentModel experiment, EntryPoints entry)
    {
        var model = experiment.Model.QualifiedName;
        var isPoint = HypergradientSteps.Apply(experiment);
        var what = isPoint ? "it answers for its tuned hyperparameters alone" : "it answers for any hyperparameters, without retraining";
        var loader = isPoint ? $"LoadPoint<{model}, {model}.Trained, {model}.Hyperparameters>" : $"LoadResponse<{model}, {model}.Trained, {model}.Hyperparameters, {experiment.Response}>";
        foreach (var isStream in (bool[])[false, true])
        {
            writer.Line($"""
                /// <summary>Loads a response of this experiment that the <c>Save</c> of a result or of a response wrote; {what}.</summary>
                /// <param name="{(isStream ? "stream" : "path")}">{(isStream ? "The file's content, from where the stream stands to its end; it stays open." : "The file.")}</param>
                /// <param name="device">Where it computes; the host where nothing is said.</param>
                /// <exception cref="{RuntimeNames.HyperDslException}">It cannot be read, is damaged, or is of another model or hypernetwork; the message names the difference.</exception>
                {entry.LoadResponse(isStream)} =>
                    {RuntimeNames.SavedModel}.{loader}({(isStream ? "stream" : "path")}, device);
                """);
            writer.Blank();
        }
    }

    private static void WriteRegister(SourceWriter writer, ExperimentModel experiment)
    {
        var model = experiment.Model.QualifiedName;
        var (run, more) = experiment.Settings.IsSearch
            ? ("RunAsync(request.Data, request.Journal, request.Settings, request.Progress, request.Cancellation, request.Trials)", "TrialAsync = TrialAsync,")
            : (
                $"RunAsync(request.Data, request.Checkpoints, request.Settings, {RuntimeNames.ExperimentEntry}.StartOf<{model}.Hyperparameters>(request.Start), request.Progress, request.Cancellation, request.Stop)",
                $"CheckAsync = static (data, settings, options, cancellation) => CheckHypergradientAsync(data, options, settings, cancellation),");
        var family = experiment.Settings.IsSearch || HypergradientSteps.Apply(experiment) ? "" : $"\n        Hypernetwork = \"{(experiment.IsHybrid ? "Hybrid" : experiment.Family)}\",";
        writer.Line($"""
            /// <summary>Adds the experiment to the program's catalog, where a command line finds it.</summary>
            internal static void __Register() => {RuntimeNames.ExperimentCatalog}.Add(
                {RuntimeNames.ExperimentEntry}.Of<{model}, {model}.Trained, {model}.Hyperparameters>(
                    "{experiment.Place.DisplayName}",
                    "{experiment.Model.DisplayName}",
                    Settings,
                    {RuntimeNames.OptimizerKind}.{experiment.Settings.Optimizer},
                    static async request => await {run}.ConfigureAwait(false)) with
                {"{"}
                    Method = "{Method(experiment.Settings)}",{family}
                    {more}
                {"}"});
            """);
    }
}
