using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>Every generated file against its approved text; each run also compiles against the runtime.</summary>
public sealed class EmittedFilesTests
{
    private const string Classifier = """
        [HyperModel(Hypernetwork.FAMILY)]
        public sealed partial class DigitClassifier
        {
            [Linear(64, 32)] public partial HyperLinear Hidden { get; }
            [Linear(32, 10)] public partial HyperLinear Output { get; }

            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)]
            public partial HyperTensor WeightDecay { get; }

            [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)]
            public partial HyperTensor Dropout { get; }

            [Forward]
            private Tensor Predict(Tensor pixels) => Output.forward(Drop(relu(Hidden.forward(pixels)), Dropout));

            [TrainingLoss]
            private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);

            [ValidationLoss]
            private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
        }
        """;

    private static string Source(string family, string after = "") => $"{ModelSource.Usings}namespace Samples;\n{Classifier.Replace("FAMILY", family)}\n{after}\n";

    // Without dropout, whose rate has no derivative.
    private static string Smooth(string family, string arguments)
        => Source(family, $"[Experiment<DigitClassifier>({arguments})] public static partial class TuneDigits;")
            .Replace("Drop(relu(Hidden.forward(pixels)), Dropout)", "relu(Hidden.forward(pixels)) * Dropout.Values");

    [Fact]
    public void A_model_and_its_experiment()
        => Verify.Clean(Source("Factorized, Rank = 10", "[Experiment<DigitClassifier>(Algorithm.Joint, Steps = 5_000, HyperSamples = 2, Seed = 7)] public static partial class TuneDigits;"))
            .MatchFiles("Joint");

    /// <summary>Metrics of both kinds, one with the name of a keyword and one with that of a parameter.</summary>
    [Fact]
    public void A_model_with_metrics()
        => Verify.Clean(new ModelSource
        {
            After = """
                partial class Digits
                {
                    [Metric(HigherIsBetter = true)] private static Tensor @is(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).to(float32).mean();

                    [Metric] private Tensor outputs(Tensor logits, Tensor labels) => cross_entropy(logits, labels).sqrt();
                }

                [Experiment<Digits>(Watch = "is")] public static partial class Tune;
                """,
        }.ToString())
            .MatchFiles("Metrics");

    /// <summary>A search of the settings of one experiment's runs, and one that chooses between two.</summary>
    [Fact]
    public void A_search_of_runs()
        => Verify.Clean(Source("Linear", """
            [Experiment<DigitClassifier>(Algorithm.Joint)] public static partial class Tune;
            [Experiment<DigitClassifier>(Algorithm.SelfTuning)] internal static partial class SelfTune;

            [RunSearch(typeof(Tune), Runs = 16, LastRung = 0.5)]
            [Vary(RunSetting.LearningRate, 1e-4, 1e-2, Scale = Scale.Log)]
            [VaryAmong(RunSetting.BatchSize, 50, 100, 200)]
            public static partial class Choose;

            [RunSearch(typeof(Tune), typeof(SelfTune), Algorithm = Algorithm.Bayesian, Kernel = Kernel.Rbf, Sampling = Sampling.Sobol)]
            public static partial class ChooseMethod;
            """)).MatchFiles("RunSearch", ".RunSearch.g.cs");

    [Fact]
    public void A_metric_has_the_signature_of_one()
        => Verify.ReportsAlone(
            new ModelSource { After = "partial class Digits { [Metric] private static double Wrong(Tensor outputs, Tensor targets) => 0; }" }.ToString(), ("HYP0009", "Wrong"));

    /// <summary>Layers and operations of all kinds that the compiler differentiates, applied once and twice.</summary>
    [Fact]
    public void Passes_of_a_network_of_convolutions()
        => Verify.Clean((new ModelSource
        {
            Layers = """
                [Conv2d(1, 4, 3, Padding = 1)] public partial HyperConv2d Edges { get; }
                [BatchNorm(4)] public partial HyperBatchNorm Alike { get; }
                [Conv2d(4, 4, 3, Padding = 1)] public partial HyperConv2d Parts { get; }
                [Linear(36, 10)] public partial HyperLinear Output { get; }
                """,
            Hyperparameters = """
                [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor WeightDecay { get; }
                [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
                [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Smoothing { get; }
                """,
            Forward = """
                [Forward] private Tensor Predict(Tensor pixels)
                {
                    var edges = gelu(max_pool2d(Alike.forward(Edges.forward(pixels.view(-1, 1, 12, 12))), 2));
                    var parts = edges + leaky_relu(Parts.forward(silu(Parts.forward(edges))));
                    var kept = elu(avg_pool2d(DropChannels(parts, Dropout), 2, stride: 2), 0.5);
                    return Output.forward(Drop(softplus(kept).flatten(1), Dropout));
                }
                """,
            TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, SmoothLabels(labels, 10, Smoothing)) + L2(WeightDecay);",
        }).ToString()).MatchFiles("Convolutions", ".Passes.g.cs");

    /// <summary>Quantities beside tokens, and an input with the name of a keyword and one with that of what the pass is given.</summary>
    [Fact]
    public void A_model_of_several_inputs()
        => Verify.Clean((new ModelSource
        {
            Layers = """
                [Embedding(20, 4)] public partial HyperEmbedding Words { get; }
                [Linear(12, 8)] public partial HyperLinear Hidden { get; }
                [Linear(8, 10)] public partial HyperLinear Output { get; }
                """,
            Forward = """
                [Forward] private Tensor Predict(Tensor numbers, Tensor @class, Tensor rows)
                    => Output.forward(Drop(relu(Hidden.forward(cat([numbers, Words.forward(@class).flatten(1)], 1))), Dropout)) + rows;
                """,
            TrainingLoss = "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);",
            After = "[Experiment<Digits>(Algorithm.Joint, BalanceClasses = true)] public static partial class Tune;",
        }).ToString()).MatchFiles("SeveralInputs", ".Model.g.cs", ".Passes.g.cs", ".Layout.g.cs", "Tune.Run.g.cs");

    [Theory]
    [InlineData("Linear", "Linear")]
    [InlineData("Factorized", "Factorized, Rank = 3")]
    [InlineData("Mlp", "Mlp, HiddenUnits = 20")]
    [InlineData("Elementwise", "Elementwise")]
    [InlineData("Structured", "Structured")]
    [InlineData("Centered", "Centered")]
    public void A_response_family(string name, string family)
        => Verify.Clean(Source(family)).MatchFiles(name, ".Hypernetwork.g.cs", ".Layout.g.cs");

    [Fact]
    public void A_hybrid_of_all_families()
        => Verify.Clean((new ModelSource
        {
            Attribute = "[HyperModel(Hypernetwork.Linear, Rank = 2)]",
            Layers = """
                [Linear(12, 8, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Hidden { get; }
                [Linear(8, 7, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Middle { get; }
                [Linear(7, 6, Hypernetwork = Hypernetwork.Factorized)] public partial HyperLinear Low { get; }
                [Linear(6, 5, Hypernetwork = Hypernetwork.Factorized, Rank = 3)] public partial HyperLinear Less { get; }
                [Linear(5, 4, Hypernetwork = Hypernetwork.Elementwise)] public partial HyperLinear Each { get; }
                [Linear(4, 3, Hypernetwork = Hypernetwork.Mlp, HiddenUnits = 5)] public partial HyperLinear Bent { get; }
                [Linear(3, 2, Hypernetwork = Hypernetwork.Centered)] public partial HyperLinear Fixed { get; }
                [Linear(2, 1)] public partial HyperLinear Output { get; }
                """,
            Forward = "[Forward] private Tensor Predict(Tensor x) => Use(Hidden) + Use(Middle) + Use(Low) + Use(Less) + Use(Each) + Use(Bent) + Use(Fixed) + Use(Output);",
            After = "[Experiment<Digits>] public static partial class Tune;",
        }).ToString()).MatchFiles("Hybrid", "Digits.Hypernetwork.g.cs", "Digits.Layout.g.cs", "Tune.Training.g.cs");

    [Fact]
    public void A_hybrid_that_keeps_nothing_and_one_that_keeps_one_thing()
    {
        Verify.Clean(Hybrid("Linear", "Elementwise")).MatchFiles("HybridNothing", ".Hypernetwork.g.cs");
        Verify.Clean(Hybrid("Mlp", "Elementwise")).MatchFiles("HybridOne", ".Hypernetwork.g.cs");

        static string Hybrid(string first, string second) => (new ModelSource
        {
            Attribute = $"[HyperModel(Hypernetwork.{first})]",
            Layers = $$"""
                [Linear(3, 2)] public partial HyperLinear Hidden { get; }
                [Linear(2, 1, Hypernetwork = Hypernetwork.{{second}})] public partial HyperLinear Output { get; }
                """,
        }).ToString();
    }

    [Fact]
    public void An_elementwise_response_of_one_hyperparameter_only()
        => Verify.Clean((new ModelSource
        {
            Attribute = "[HyperModel(Hypernetwork.Elementwise)]",
            Hyperparameters = "[Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor Decay { get; }",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => L2(Decay);",
        }).ToString()).MatchFiles("One", ".Hypernetwork.g.cs");

    [Fact]
    public void An_elementwise_response_of_several_hyperparameters()
        => Verify.Clean((new ModelSource
        {
            Attribute = "[HyperModel(Hypernetwork.Elementwise)]",
            Hyperparameters = """
                [Hyperparameter(Initial = 1, Per = Per.Layer)] public partial HyperTensor Scales { get; }
                [Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor Decay { get; }
                [Hyperparameter(Initial = 1, Per = Per.Weight)] public partial HyperTensor DecayGradient { get; }
                [Hyperparameter(Initial = 1)] public partial HyperTensor lass { get; }
                """,
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => L2(Decay) + L1(DecayGradient) + L2(Scales) + L1(lass);",
        }).ToString()).MatchFiles("Several", ".Hypernetwork.g.cs");

    [Theory]
    [InlineData("Scalar", "Initial = 0.5")]
    [InlineData("Layer", "Initial = 0.5, Min = -1, Per = Per.Layer")]
    [InlineData("Unit", "Initial = 0.5, Max = 2, Per = Per.Unit")]
    [InlineData("Weight", "Min = 1e-6, Max = 1, Scale = Scale.Log, Per = Per.Weight")]
    [InlineData("Count", "Initial = 1e-5, Max = 0.1, Scale = Scale.Log, Count = 12")]
    [InlineData("Example", "Min = 0, Max = 1, Per = Per.Example, Count = 500")]
    [InlineData("Discrete", "Initial = 4, Min = 0, Max = 16, Discrete = true, Hyperprior = 0.1")]
    [InlineData("DiscreteCount", "Min = 1, Max = 8, Scale = Scale.Log, Discrete = true, Count = 3")]
    [InlineData("Prior", "Initial = 0.5, Min = 0, Max = 2, Prior = Prior.LogUniform, PriorMin = 0.01")]
    [InlineData("CountOne", "Initial = 2, Min = 1, Scale = Scale.Log, Count = 1")]
    public void A_granularity(string name, string arguments)
        => Verify.Clean((new ModelSource
        {
            Layers = """
                [Linear(3, 2)] public partial HyperLinear Hidden { get; }
                [Linear(2, 1, Bias = false)] internal partial HyperLinear Output { get; }
                """,
            Hyperparameters = $"[Hyperparameter({arguments})] public partial HyperTensor Rate {{ get; }}",
            TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
        }).ToString()).MatchFiles(name, ".Space.g.cs", ".Layers.g.cs", ".Layout.g.cs");

    [Theory]
    [InlineData("Simplified", "Algorithm.Simplified, LearningRate = 1e-2")]
    [InlineData("Samples", "HyperSamples = 8, Rows = SampleRows.Repeat, PerturbationScale = 0.25, HyperLearningRate = 0.05")]
    [InlineData("Sgd", "Optimizer = OptimizerKind.Sgd, HyperOptimizer = OptimizerKind.Sgd, Momentum = 0, Schedule = LearningRateSchedule.Constant, WarmupSteps = 100")]
    [InlineData("Defaults", "")]
    [InlineData("Global", "Algorithm.Global, HyperSteps = 500, FineTuningSteps = 2")]
    [InlineData("SelfTuning", "Algorithm.SelfTuning, Antithetic = true, EntropyWeight = 0.01, WarmupSteps = 100")]
    [InlineData("DeltaSelfTuning", "Algorithm.DeltaSelfTuning, Linearized = false, InnerSteps = 2")]
    public void An_experiment(string name, string arguments)
        => Verify.Clean(Source("Mlp", $"[Experiment<DigitClassifier>({arguments})] public static partial class TuneDigits;"))
            .MatchFiles(name, ".Training.g.cs", ".Run.g.cs");

    [Fact]
    public void An_experiment_with_a_family_of_its_own()
        => Verify.Clean(Source("Elementwise", "[Experiment<DigitClassifier>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured)] public static partial class TuneDigits;"))
            .MatchFiles("OwnFamily", "TuneDigits.Hypernetwork.g.cs", ".Training.g.cs", ".Run.g.cs");

    [Fact]
    public void An_experiment_where_all_is_chosen()
        => Verify.Clean(Source("Auto", "[Experiment<DigitClassifier>] public static partial class TuneDigits;"))
            .MatchFiles("Chosen", ".Hypernetwork.g.cs", ".Training.g.cs");

    [Theory]
    [InlineData("Random", "Algorithm.Random, Trials = 50, Tied = true, Sampling = Sampling.Sobol, TimeLimit = 60")]
    [InlineData("Bayesian", "Algorithm.Bayesian, Kernel = Kernel.Rbf, Optimizer = OptimizerKind.Sgd")]
    public void A_search(string name, string arguments)
    {
        var run = Verify.Clean(Source("Mlp", $"[Experiment<DigitClassifier>({arguments})] public static partial class SearchDigits;"));
        run.MatchFiles(name, ".Run.g.cs");

        // It has no half-steps.
        Assert.DoesNotContain(run.Files.Keys, file => file.EndsWith("SearchDigits.Training.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Implicit", "Algorithm.Implicit, WarmStart = false, SolverSteps = 20")]
    [InlineData("Neumann", "Algorithm.Implicit, Solver = Solver.Neumann, Preconditioner = Preconditioner.None")]
    [InlineData("Kronecker", "Algorithm.Implicit, Preconditioner = Preconditioner.Kronecker")]
    [InlineData("T1T2", "Algorithm.T1T2, NeumannRate = 0.05")]
    [InlineData("Unrolled", "Algorithm.Unrolled, UnrollSteps = 5")]
    [InlineData("SingleLoop", "Algorithm.SingleLoop")]
    [InlineData("OnePass", "Algorithm.OnePass, SolverSteps = 3")]
    public void A_computed_hypergradient(string name, string arguments)
        => Verify.Clean(Smooth("Factorized", arguments)).MatchFiles(name, ".Training.g.cs", ".Run.g.cs");

    [Fact]
    public void A_model_that_tunes_its_optimizer()
        => Verify.Clean($$"""
            {{ModelSource.Usings}}
            [HyperModel(Hypernetwork.Linear)]
            public sealed partial class Rated
            {
                [Linear(4, 2)] public partial HyperLinear Output { get; }
                [Hyperparameter(Of = Optimizer.LearningRate, Min = 1e-6, Max = 1, Scale = Scale.Log)] public partial HyperTensor Rate { get; }
                [Hyperparameter(Of = Optimizer.Momentum, Initial = 0.9, Min = 0, Max = 1)] public partial HyperTensor Momentum { get; }
                [Hyperparameter(Of = Optimizer.WeightDecay, Initial = 1e-4, Scale = Scale.Log, RateFactor = 2)] public partial HyperTensor Decay { get; }
                [Forward] private Tensor Predict(Tensor rows) => Output.forward(rows);
                [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
                [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => mse_loss(outputs, targets);
            }

            [Experiment<Rated>(Algorithm.OnePass)] public static partial class TuneInOnePass;
            [Experiment<Rated>(Algorithm.Random, Optimizer = OptimizerKind.Sgd)] public static partial class SearchRates;
            """)
            .MatchFiles("Rated", ".Space.g.cs", "TuneInOnePass.Training.g.cs", "TuneInOnePass.Run.g.cs");

    [Fact]
    public void A_curvature_response()
        => Verify.Clean(Smooth("Curvature", "Preconditioner = Preconditioner.Kronecker")).MatchFiles("Curvature", ".Training.g.cs", ".Model.g.cs", ".Layout.g.cs");

    [Fact]
    public void A_faulty_model_gets_placeholders_only()
        => Verify.ReportsAlone(Source("Factorized, Rank = 0", "[Experiment<DigitClassifier>] public static partial class TuneDigits;"), ("HYP0301", "Rank = 0"), ("HYP0402", "DigitClassifier"))
            .MatchFiles("Faulty");

    [Fact]
    public void Nested_types_with_keywords_and_letters_of_all_alphabets_for_names()
        => Verify.Clean($$"""
            {{ModelSource.Usings}}
            namespace @namespace.Größe
            {
                public static partial class @static
                {
                    internal partial record struct Κλάση
                    {
                        [HyperModel]
                        internal partial class @class
                        {
                            [Linear(2, 1)] internal partial HyperLinear @event { get; }
                            [Hyperparameter(Initial = 1)] protected internal virtual partial HyperTensor @params { get; }
                            [Hyperparameter(Initial = 1, Count = 2)] private partial HyperTensor 重み { get; }
                            [Forward] private static Tensor inputs(Tensor @this) => @this;
                            [TrainingLoss] private Tensor outputs(Tensor @in, Tensor @out) => Use(@params) + Use(重み) + Use(@event);
                            [ValidationLoss] private Tensor @return(Tensor x, Tensor y) => x;
                            private static Tensor Use(object part) => torch.tensor(part.GetHashCode());
                        }

                        [Experiment<@class>]
                        internal static partial class @void;
                    }
                }
            }
            """).MatchFiles("Names");
}
