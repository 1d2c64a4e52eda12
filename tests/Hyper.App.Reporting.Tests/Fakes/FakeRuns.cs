using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hyper.App.Records;
using Hyper.Dsl;
using Hyper.Runtime.Search.Trials;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Reporting.Tests.Fakes;

/// <summary>Run folders with curves such as runs have, the same at each call.</summary>
internal static class FakeRuns
{
    private static readonly DateTimeOffset began = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Ten classes, four scalars, a response with trainings at some values, warnings.</summary>
    public static string Classes(string folder, int seed = 0)
    {
        Directory.CreateDirectory(folder);
        var noise = new Random(17 + seed);
        Spec[] specs =
        [
            new("Dropout", Scale.Linear, 0, 0.9, 0.5, 0.19 + (0.03 * seed)), new("WeightDecay", Scale.Log, 1e-6, 1, 1e-3, 4.2e-5 * (1 + seed)),
            new("LabelSmoothing", Scale.Linear, 0, 0.5, 0.1, 0.031), new("InputNoise", Scale.Log, 1e-3, 1, 0.05, 0.18),
        ];
        const int Steps = 2_000;
        History(folder, Steps, 25, noise, specs, seed, warnings: true);
        Hyperparameters(folder, specs);
        Trajectory(folder, specs, Steps, 25);
        Responses(folder, specs, noise);
        var confusion = Enumerable.Range(0, 10).Select(i => (IReadOnlyList<long>)[.. Enumerable.Range(0, 10).Select(j => i == j ? 36L + (i % 3) : noise.Next(12) == 0 ? noise.Next(1, 4) : 0)]).ToList();
        confusion[8] = [1, 5, 0, 2, 0, 1, 0, 0, 29, 1];
        Json(folder, "evaluation.json", new Evaluation("test", "classes") { Confusion = confusion });
        Run(folder, "Samples.TuneDigits", "Samples.DigitClassifier", new(Steps, 0.1234 + (0.006 * seed), 0.1391, new() { ["accuracy"] = 0.9647 - (0.01 * seed) }, "Structured, 64 features", seed,
            ["InputNoise has come near the end of what was tried: a wider range may be better."]));
        return folder;
    }

    /// <summary>A number to predict, one scalar and one value a layer, no test rows.</summary>
    public static string Numbers(string folder)
    {
        Directory.CreateDirectory(folder);
        var noise = new Random(5);
        Spec[] specs = [new("L2", Scale.Log, 1e-6, 10, 0.01, 0.37, "Layer", 3), new("Dropout", Scale.Linear, 0, 0.8, 0.2, 0.08)];
        History(folder, 1_200, 20, noise, specs, 0, warnings: false);
        Hyperparameters(folder, specs);
        Trajectory(folder, specs, 1_200, 20);
        Responses(folder, [specs[1]], noise);
        double[] targets = [.. Enumerable.Range(0, 800).Select(_ => (noise.NextDouble() * 60) - 10)];
        Json(folder, "evaluation.json", new Evaluation("validation", "numbers") { Targets = [targets], Outputs = [[.. targets.Select(target => (target * 0.93) + 1.2 + (5 * Normal(noise)))]] });
        Model(folder, ("Hidden", 32, 11), ("Middle", 32, 32), ("Output", 1, 32));
        Run(folder, "Samples.TuneHouses", "Samples.HousePrices", new(1_200, 0.2312, null, [], "Linear, one map a layer", 3, []));
        return folder;
    }

    /// <summary>7,850 hyperparameters, one a weight, over 20,000 steps with a report at each.</summary>
    public static string Many(string folder)
    {
        Directory.CreateDirectory(folder);
        var noise = new Random(11);
        Spec[] specs = [new("Decay", Scale.Log, 1e-8, 100, 1e-3, 3e-4, "Weight", 7_850)];
        History(folder, 20_000, 1, noise, specs, 0, warnings: true);
        Hyperparameters(folder, specs);
        Trajectory(folder, specs, 20_000, 160);
        Json(folder, "evaluation.json", new Evaluation("test", "labels")
        {
            Targets = [[.. Enumerable.Range(0, 2_000).Select(i => (double)(i % 2))]],
            Outputs = [[.. Enumerable.Range(0, 2_000).Select(i => ((i % 2) - 0.5 + (0.4 * Normal(noise))) * 4)]],
        });
        Model(folder, ("Output", 10, 784));
        Run(folder, "Samples.TuneEachWeight", "Samples.LinearClassifier", new(20_000, 0.2741, 0.2865, new() { ["accuracy"] = 0.921 }, "Elementwise", 1, []));
        return folder;
    }

    /// <summary>A search of forty trials, two of which failed.</summary>
    public static string Search(string folder)
    {
        Directory.CreateDirectory(folder);
        var noise = new Random(23);
        Spec[] specs = [new("Dropout", Scale.Linear, 0, 0.9, 0.5, 0.21), new("WeightDecay", Scale.Log, 1e-6, 1, 1e-3, 2.6e-5)];
        Hyperparameters(folder, specs);
        Line("trials.jsonl", """{"hyperdsl_journal":1,"experiment":"Samples.SearchDigits"}""");
        foreach (var trial in Trials(noise))
        {
            Line("trials.jsonl", trial.ToJson());
        }

        Run(folder, "Samples.SearchDigits", "Samples.DigitClassifier", new(500, 0.1502, 0.1611, new() { ["accuracy"] = 0.957 }, null, 2, []));
        return folder;

        void Line(string file, string content) => File.AppendAllText(Path.Combine(folder, file),
            $"{{\"content\":{content},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}\"}}\n");
    }

    /// <summary>A run of which there is nothing yet but its first file.</summary>
    public static string Begun(string folder)
    {
        Directory.CreateDirectory(folder);
        Json(folder, "run.json", new RunRecord { Experiment = "Samples.TuneDigits", Model = "Samples.DigitClassifier", Status = RunStatus.Running, Started = began });
        return folder;
    }

    /// <summary>A run under way: reports, and nothing of its end.</summary>
    public static string Going(string folder)
    {
        Begun(folder);
        History(folder, 600, 20, new Random(3), [new("Dropout", Scale.Linear, 0, 0.9, 0.5, 0.2), new("Decay", Scale.Log, 1e-6, 1, 1e-3, 1e-4, "Weight", 300)], 0, warnings: false);
        return folder;
    }

    /// <summary>Numbers that are none, values that do not move, one report, a hundred classes, and names and words that are long or markup.</summary>
    public static string Hostile(string folder)
    {
        Directory.CreateDirectory(folder);
        var name = "AHyperparameterWithANameThatGoesOnAndOnAndOnForMoreThanAnyoneWouldType";
        Spec[] specs = [new(name, Scale.Log, 1e-300, 1e300, 1e-3, 1e-3), new("Flat", Scale.Linear, -1e9, 1e9, 12345678, 12345678), new("Same", Scale.Log, 1e-9, 1, 1e-3, 1e-3, "Unit", 12)];
        History(folder, 20, 20, new Random(1), specs, 0, warnings: true);
        File.AppendAllText(Path.Combine(folder, "history.jsonl"), """{"step":40,"training_loss":null,"validation_loss":1e308,"split_loss":-0.0,"metrics":{"</script><b>":null},"seconds":null,"hyperparameters":{},"health":{"odd":null},"warnings":["</script><script>alert(1)</script>"]}""" + "\n");
        Hyperparameters(folder, specs);
        Json(folder, "responses.json", new Dictionary<string, ResponseCurve> { [name] = new([1e-4, 1e-3, 1e-2], [null, 0.5, null], 1e-3, []), ["Flat"] = new([12345678], [0.5], 12345678, []) });
        Json(folder, "evaluation.json", new Evaluation("test", "classes") { Confusion = [.. Enumerable.Range(0, 100).Select(i => (IReadOnlyList<long>)[.. Enumerable.Range(0, 100).Select(j => i == j ? 20L : (i * j) % 97 == 1 ? 1 : 0)])] });
        Run(folder, "A.Very.Long.Name.Of.An.Experiment.ThatTunesEverythingThatThereIsToBeTunedInTheWholeWideWorldAndMore", "A.<b>Model</b>", new(40, double.NaN, null, [], "Linear", 1, ["</script><script>alert(2)</script>"]));
        return folder;
    }

    /// <summary>The trials of <see cref="Search"/>.</summary>
    public static IReadOnlyList<TrialRecord> Trials(Random noise) => [.. Enumerable.Range(0, 40).Select(i =>
    {
        var (dropout, decay) = (noise.NextDouble() * 0.9, Math.Pow(10, (noise.NextDouble() * 6) - 6));
        var failed = i is 7 or 31;
        return new TrialRecord
        {
            Specification = new TrialSpecification
            {
                Experiment = "Samples.SearchDigits", Trial = i, Settings = new ExperimentSettings { Steps = 500 },
                Hyperparameters = new Dictionary<string, IReadOnlyList<double>> { ["Dropout"] = [dropout], ["WeightDecay"] = [decay] },
            },
            Status = failed ? TrialStatus.Failed : TrialStatus.Completed,
            ValidationLoss = failed ? null : 0.15 + (0.6 * Math.Pow(dropout - 0.21, 2)) + (0.012 * Math.Pow(Math.Log10(decay / 3e-5), 2)) + (0.01 * noise.NextDouble()),
            TrainingLoss = failed ? null : 0.05 + (0.1 * dropout),
            Steps = failed ? 120 : 500, Seconds = 2.5 + noise.NextDouble(), FinishedSeconds = 3.1 * (i + 1), Failure = failed ? "The loss is no number at step 120." : null,
        };
    })];

    /// <summary>Writes a file of one object.</summary>
    public static void Json<T>(string folder, string file, T value) => File.WriteAllText(Path.Combine(folder, file), JsonSerializer.Serialize(value, RecordFormat.Whole));

    private static void Run(string folder, string experiment, string model, Outcome outcome) => Json(folder, "run.json", new RunRecord
    {
        Status = RunStatus.Finished,
        Experiment = experiment,
        Model = model,
        Method = "Joint, rows Divide, Adam, hyperparameters Adam",
        Hypernetwork = outcome.Hypernetwork,
        Settings = new Dictionary<string, JsonElement>
        {
            ["Steps"] = JsonSerializer.SerializeToElement(outcome.Steps),
            ["LearningRate"] = JsonSerializer.SerializeToElement(0.001),
            ["HyperLearningRate"] = JsonSerializer.SerializeToElement(0.02),
            ["BatchSize"] = JsonSerializer.SerializeToElement(64),
            ["PerturbationScale"] = JsonSerializer.SerializeToElement(0.5),
            ["WarmUpSteps"] = JsonSerializer.SerializeToElement(100),
        },
        Seed = outcome.Seed,
        Data = new RunRows { Source = "digits", Training = 1_000, Validation = 400, Test = outcome.TestLoss is null ? 0 : 397, Fingerprint = "sha256:3f1c9d0b5a7e" },
        Command = ["run", experiment, "--data", "digits", "--seed", outcome.Seed.ToString(CultureInfo.InvariantCulture), "--set", "Steps=" + outcome.Steps.ToString(CultureInfo.InvariantCulture), "--note", "it's <b>quoted</b>"],
        Versions = new Dictionary<string, string> { ["HyperDsl"] = "0.2.0", ["program"] = "Samples 1.0.0", [".NET"] = "10.0.0", ["TorchSharp"] = "0.107.0", ["libtorch"] = "2.10.0" },
        Machine = new Dictionary<string, string> { ["os"] = "Linux", ["architecture"] = "X64", ["processor"] = "a processor", ["cores"] = "8" },
        Git = new RunCommit("96ed6e8f0c1d", HasChanges: true),
        Started = began,
        Ended = began.AddSeconds(42.5),
        ValidationLoss = double.IsNaN(outcome.ValidationLoss) ? null : outcome.ValidationLoss,
        TestLoss = outcome.TestLoss,
        Metrics = outcome.Metrics,
        BestStep = outcome.Steps,
        Ending = "all steps were taken",
        Seconds = 41.3,
        Warnings = outcome.Warnings,
    });

    private static void History(string folder, int steps, int every, Random noise, Spec[] specs, int seed, bool warnings)
    {
        Json(folder, "config.json", new JsonObject { ["experiment"] = "Samples.TuneDigits", ["data"] = "digits", ["seed"] = seed, ["device"] = "cpu", ["settings"] = new JsonObject { ["Steps"] = steps } });
        using var file = File.CreateText(Path.Combine(folder, "history.jsonl"));
        for (var step = every; step <= steps; step += every)
        {
            var share = (double)step / steps;
            var validation = (2.1 * Math.Exp(-7 * share)) + 0.12 + (0.01 * seed);
            var whole = step % Math.Max(every, steps / 40) == 0;
            file.WriteLine(JsonSerializer.Serialize(
                new HistoryLine(step, (2.2 * Math.Exp(-8 * share)) + 0.05 + (0.03 * noise.NextDouble()), step < steps / 20 ? null : validation * (0.85 + (0.3 * noise.NextDouble())), 41.3 * share)
                {
                    SplitLoss = whole ? validation : null,
                    Metrics = whole ? new Dictionary<string, double> { ["accuracy"] = 0.97 - (0.8 * Math.Exp(-9 * share)) } : null,
                    Hyperparameters = specs.ToDictionary(spec => spec.Name, spec => new ValueSummary(spec.Count, spec.At(share, 0), spec.At(share, 0), spec.At(share, 0))),
                    Health = whole ? new Dictionary<string, double?> { ["best_response_gap"] = (0.3 * Math.Exp(-5 * share)) + (0.01 * noise.NextDouble()), ["saturation"] = share > 0.8 ? 0.04 : 0, ["held_out_loss"] = null } : null,
                    Warnings = warnings && share > 0.4 && share < 0.44 ? ["The best-response gap is 0.21: the hypernetwork does not follow. Give it a higher LearningRate, or more steps between those of the hyperparameters."] : [],
                },
                RecordFormat.Line));
        }
    }

    private static void Hyperparameters(string folder, Spec[] specs) => Json(folder, "hyperparameters.json", specs.ToDictionary(spec => spec.Name, spec =>
        new HyperparameterRecord(spec.Scale.ToString(), spec.Per, spec.Min, spec.Max, spec.Initial, [.. Enumerable.Range(0, spec.Count).Select(i => spec.At(1, i))])));

    private static void Trajectory(string folder, Spec[] specs, int steps, int every)
    {
        double[] at = [.. Enumerable.Range(0, (steps / every) + 1).Select(i => (double)i * every)];
        var values = at.SelectMany(step => specs.SelectMany(spec =>
        {
            var transform = new Transform(spec.Scale, spec.Min, spec.Max);
            return Enumerable.Range(0, spec.Count).Select(i => transform.ToUnconstrained(spec.At(step / steps, i)));
        })).ToArray();
        TensorFiles.Write(Path.Combine(folder, "trajectory.safetensors"), new Dictionary<string, string>(), ("steps", [at.Length], at, false), ("unconstrained", [at.Length, values.Length / at.Length], values, true));
    }

    private static void Responses(string folder, Spec[] specs, Random noise) => Json(folder, "responses.json", specs.Select((spec, index) => (spec, index)).ToDictionary(pair => pair.spec.Name, pair =>
    {
        var (spec, index) = pair;
        double On(double value) => spec.Scale == Scale.Log ? Math.Log10(value) : value;
        var (low, high) = spec.Scale == Scale.Log ? (On(spec.Initial) - 2.5, On(spec.Initial) + 2) : (spec.Min + 0.01, spec.Max - 0.01);
        double Loss(double value) => 0.1234 + ((0.35 / (1 + index)) * Math.Pow((On(value) - On(spec.Tuned)) / (high - low), 2));
        double[] values = [.. Enumerable.Range(0, 41).Select(i => low + ((high - low) * i / 40)).Select(value => spec.Scale == Scale.Log ? Math.Pow(10, value) : value)];
        return new ResponseCurve(values, [.. values.Select(value => (double?)Loss(value))], spec.Tuned, index > 1 ? [] : [.. values.Where((_, i) => i % 8 == 4).Select(value => new RetrainedPoint(value, Loss(value) * (1.01 + (0.05 * noise.NextDouble()))))]);
    }));

    private static void Model(string folder, params (string Name, int Out, int In)[] layers) => TensorFiles.Write(
        Path.Combine(folder, "model.safetensors"),
        new Dictionary<string, string> { ["format"] = "hyperdsl.model", ["format_version"] = "1", ["layout"] = "{" + string.Join(',', layers.Select(layer => FormattableString.Invariant($"\"{layer.Name}.weight\":[{layer.Out},{layer.In}],\"{layer.Name}.bias\":[{layer.Out}]"))) + "}" },
        [.. layers.SelectMany(layer => new (string, long[], double[], bool)[] { ($"{layer.Name}.weight", [layer.Out, layer.In], new double[layer.Out * layer.In], true), ($"{layer.Name}.bias", [layer.Out], new double[layer.Out], true) })]);

    private static double Normal(Random noise) => Math.Sqrt(-2 * Math.Log(1 - noise.NextDouble())) * Math.Cos(2 * Math.PI * noise.NextDouble());

    private sealed record Outcome(int Steps, double ValidationLoss, double? TestLoss, Dictionary<string, double> Metrics, string? Hypernetwork, int Seed, IReadOnlyList<string> Warnings);

    private sealed record Spec(string Name, Scale Scale, double Min, double Max, double Initial, double Tuned, string Per = "Scalar", int Count = 1)
    {
        /// <summary>Where a value is at a share of the way: each goes to a place of its own, in waves over the whole.</summary>
        public double At(double share, int value)
        {
            var place = 0.5 * ((Count == 1 ? 0 : 2.5 * Math.Sin(value * 0.0021)) + (Count == 1 ? 0 : 1.4 * Math.Sin(value * 1.7)));
            var way = (1 - Math.Exp(-(3 + (value * 37 % 11 * 0.4)) * share)) + (0.06 * Math.Sin(21 * share) * (1 - share));
            var found = Scale == Scale.Log ? Initial * Math.Pow(Tuned * Math.Exp(place) / Initial, way) : Initial + ((Tuned + (0.02 * place) - Initial) * way);
            return Math.Clamp(found, Min + ((Max - Min) * 1e-12), Max - ((Max - Min) * 1e-6));
        }
    }
}
