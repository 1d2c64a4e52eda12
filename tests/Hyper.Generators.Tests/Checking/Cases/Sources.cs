using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking.Cases;

/// <summary>Sources with a hole where one rule or another looks.</summary>
internal static class Sources
{
    private const string Hole = RuleCase.Hole;

    /// <summary>A model that nothing is wrong with.</summary>
    public static readonly ModelSource Good = new();

    /// <summary>One whose methods compute what a model computes.</summary>
    public static readonly ModelSource Real = Good with
    {
        Layers = """
                [Linear(64, 32)] public partial HyperLinear Hidden { get; }
                [Linear(32, 32)] public partial HyperLinear Same { get; }
                [Linear(32, 10)] public partial HyperLinear Output { get; }
                [Linear(16, 8)] public partial HyperLinear Narrow { get; }
            """,
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay) + Use(this);",
    };

    private static readonly ModelSource One = Good with
    {
        Hyperparameters = "    [Hyperparameter(Initial = 1)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    /// <summary>A model whose learning rate is a hyperparameter, with another one behind it, and nothing that reads either.</summary>
    public static readonly ModelSource Rated = Good with
    {
        Hyperparameters = """
                [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay { get; }
                [Hyperparameter(Of = Optimizer.LearningRate, Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Rate { get; }
            """,
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor x, Tensor y) => Use(WeightDecay);",
    };

    /// <summary>Behind the attribute of a second number of the optimizer.</summary>
    public static readonly string OptimizerNumber = (Rated with { Hyperparameters = $"{Rated.Hyperparameters}\n    [Hyperparameter({Hole})] public partial HyperTensor Second {{ get; }}" }).ToString();

    /// <summary>An experiment of that model.</summary>
    public static readonly string RatedExperiment = (Rated with { After = $"[Experiment<Digits>({Hole})] public static partial class Tune;" }).ToString();

    public static readonly string Declaration = (Good with { Declaration = Hole }).ToString();

    public static readonly string Member = (Good with { Members = Good.Members + "\n    " + Hole }).ToString();

    /// <summary>Behind the attribute of a hyperparameter that training reads.</summary>
    public static readonly string Hyperparameter = (One with { Hyperparameters = $"    [Hyperparameter({Hole})] public partial HyperTensor Rate {{ get; }}" }).ToString();

    public static readonly string HyperModel = (Good with { Attribute = $"[HyperModel({Hole})]" }).ToString();

    /// <summary>The family of a model whose one hyperparameter has one value.</summary>
    public static readonly string FamilyForOne = (One with { Attribute = $"[HyperModel({Hole})]" }).ToString();

    public static readonly string Experiment = WithExperiment("[HyperModel]", Hole);

    public static readonly string ExperimentWithCurvature = WithExperiment("[HyperModel(Hypernetwork.Curvature)]", Hole);

    public static readonly string ExperimentWithCentered = WithExperiment("[HyperModel(Hypernetwork.Centered)]", Hole);

    public static readonly string ExperimentDeclaration = (Good with { After = $"[Experiment<Digits>] {Hole}" }).ToString();

    /// <summary>A model with this layer, which is used, and a family for its class.</summary>
    public static string Layer(string attribute, string type = "HyperLinear", string family = "[HyperModel]") => (Good with
    {
        Attribute = family,
        Layers = $"    [{attribute}] public partial {type} Layer {{ get; }}",
        Forward = "    [Forward] private Tensor Predict(Tensor x) => Use(Layer);",
    }).ToString();

    public static string Forward(string body) => (Real with { Forward = $"    [Forward] private Tensor Predict(Tensor x) {body}" }).ToString();

    /// <summary>A forward method through two layers, which nothing else uses.</summary>
    public static string Chain(string body) => (Real with
    {
        Layers = Good.Layers,
        Forward = $"    [Forward] private Tensor Predict(Tensor x) {body}",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay) + Dropout.Values.mean();",
    }).ToString();

    private static string WithExperiment(string model, string arguments)
        => (Good with { Attribute = model, After = $"[Experiment<Digits>({arguments})] public static partial class Tune;" }).ToString();
}
