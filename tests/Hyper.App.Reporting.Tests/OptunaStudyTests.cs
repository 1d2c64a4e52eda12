using System.Text.Json;
using Hyper.App.Records.Reading;
using Hyper.App.Reporting.Tests.Fakes;
using Hyper.App.Reporting.Tests.Python;
using Hyper.App.Study;
using Hyper.Runtime;
using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Reporting.Tests;

/// <summary>Optuna itself reads what is written.</summary>
public sealed class OptunaStudyTests : IDisposable
{
    private const string Load = """
        import json, sys, optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.load_study(study_name=sys.argv[2], storage="sqlite:///" + sys.argv[1])
        print(json.dumps(dict(direction=study.direction.name, best=study.best_trial.number, trials=[dict(number=t.number, state=t.state.name, value=t.value, params=t.params, start=t.datetime_start.isoformat(),
            end=t.datetime_complete and t.datetime_complete.isoformat(), reports=len(t.intermediate_values), attributes=t.user_attrs, log={n: d.log for n, d in t.distributions.items()}) for t in study.trials])))
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("hyper-study-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void OptunaReadsEveryTrialOfASearchAsItWas()
    {
        SystemPython.Require("optuna");
        var run = FakeRuns.Search(Path.Combine(folder, "search"));
        var path = Path.Combine(folder, "study.db");
        OptunaStudy.WriteRuns(path, "digits", [run]);

        using var read = JsonDocument.Parse(SystemPython.Run(Load, path, "digits"));
        var trials = RunFolderReader.Read(run).Trials;
        Assert.Equal("MINIMIZE", read.RootElement.GetProperty("direction").GetString());
        Assert.Equal(trials.Where(trial => trial.ValidationLoss is not null).MinBy(trial => trial.ValidationLoss)!.Specification.Trial, read.RootElement.GetProperty("best").GetInt32());
        Assert.Equal(trials.Count, read.RootElement.GetProperty("trials").GetArrayLength());
        foreach (var (trial, found) in trials.Zip(read.RootElement.GetProperty("trials").EnumerateArray()))
        {
            Assert.Equal(trial.Specification.Trial, found.GetProperty("number").GetInt32());
            Assert.Equal(trial.Status == TrialStatus.Completed ? "COMPLETE" : "FAIL", found.GetProperty("state").GetString());
            Assert.Equal(trial.ValidationLoss, found.GetProperty("value").ValueKind == JsonValueKind.Null ? null : found.GetProperty("value").GetDouble());
            Assert.Equal(trial.Specification.Hyperparameters["Dropout"][0], found.GetProperty("params").GetProperty("Dropout").GetDouble());
            Assert.Equal(trial.Specification.Hyperparameters["WeightDecay"][0], found.GetProperty("params").GetProperty("WeightDecay").GetDouble());
            Assert.True(found.GetProperty("log").GetProperty("WeightDecay").GetBoolean());
            Assert.False(found.GetProperty("log").GetProperty("Dropout").GetBoolean());
            var ended = new DateTime(2026, 11, 30, 9, 0, 0).AddSeconds(trial.FinishedSeconds!.Value);
            Assert.Equal(ended, found.GetProperty("end").GetDateTime(), TimeSpan.FromMilliseconds(1));
            Assert.Equal(ended.AddSeconds(-trial.Seconds), found.GetProperty("start").GetDateTime(), TimeSpan.FromMilliseconds(1));
            Assert.Equal(trial.Steps, found.GetProperty("attributes").GetProperty("steps").GetInt32());
        }
    }

    [SkippableFact]
    public void ImportancesAreComputedAndPlotsAreDrawn()
    {
        SystemPython.Require("optuna");
        SystemPython.Require("sklearn");
        var path = Path.Combine(folder, "study.db");
        OptunaStudy.Write(path, "digits", FakeRuns.Trials(new Random(23)));
        var answer = SystemPython.Run("""
            import sys, optuna
            study = optuna.load_study(study_name="digits", storage="sqlite:///" + sys.argv[1])
            found = optuna.importance.get_param_importances(study, evaluator=optuna.importance.FanovaImportanceEvaluator(seed=0))
            assert set(found) == {"Dropout", "WeightDecay"} and abs(sum(found.values()) - 1) < 1e-6, found
            try:
                import matplotlib
            except ImportError:
                print("none")
            else:
                import optuna.visualization.matplotlib as v
                v.plot_optimization_history(study)
                v.plot_slice(study)
                print("drawn")
            """, path);
        Assert.Contains(answer.Trim(), new[] { "drawn", "none" });
    }

    [SkippableFact]
    public void TunedRunsAreTrialsWithTheirTunedScalarsAndTheirWay()
    {
        SystemPython.Require("optuna");
        var path = Path.Combine(folder, "runs.db");
        OptunaStudy.WriteRuns(path, "runs", [FakeRuns.Classes(Path.Combine(folder, "a")), FakeRuns.Classes(Path.Combine(folder, "b"), 1)]);
        using var read = JsonDocument.Parse(SystemPython.Run(Load, path, "runs"));
        var second = read.RootElement.GetProperty("trials")[1];
        Assert.Equal(0.1294, second.GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal("b", second.GetProperty("attributes").GetProperty("run").GetString());
        Assert.Equal(40, second.GetProperty("reports").GetInt32());
        Assert.Equal(RunFolderReader.Read(Path.Combine(folder, "b")).Hyperparameters["Dropout"].Tuned[0], second.GetProperty("params").GetProperty("Dropout").GetDouble());
    }

    [Fact]
    public void AStudyOfNoTrialsOrOfTwoModelsIsRefused()
    {
        Assert.Contains("there is none", Assert.Throws<HyperDslException>(() => OptunaStudy.Write(Path.Combine(folder, "x.db"), "x", [])).Message, StringComparison.Ordinal);
        string[] runs = [FakeRuns.Classes(Path.Combine(folder, "a")), FakeRuns.Numbers(Path.Combine(folder, "b"))];
        Assert.Contains("of one model", Assert.Throws<HyperDslException>(() => OptunaStudy.WriteRuns(Path.Combine(folder, "x.db"), "x", runs)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "x.db")));
    }
}
