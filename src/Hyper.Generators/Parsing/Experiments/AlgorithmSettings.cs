using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>
/// Which settings an experiment's algorithm reads: the one home of that table. A setting that is not in it is read by all.
/// </summary>
internal sealed class AlgorithmSettings
{
    private static readonly Algorithm[] WithSamples = [Algorithm.Joint, Algorithm.Global, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];
    private static readonly Algorithm[] WithResponse = [Algorithm.Simplified, .. WithSamples];
    private static readonly Algorithm[] WithPerturbation = [Algorithm.Joint, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];
    private static readonly Algorithm[] WithOuterSteps =
        [Algorithm.Joint, Algorithm.Simplified, Algorithm.SelfTuning, Algorithm.DeltaSelfTuning, Algorithm.T1T2, Algorithm.Implicit, Algorithm.SingleLoop];

    private static readonly Algorithm[] WithUpdates = [Algorithm.Unrolled, Algorithm.OnePass];
    private static readonly Algorithm[] WithInnerSteps = [.. WithOuterSteps, .. WithUpdates];
    private static readonly Algorithm[] WithScale = [Algorithm.SelfTuning, Algorithm.DeltaSelfTuning];

    private static readonly Algorithm[] WithHalving = [Algorithm.SuccessiveHalving, Algorithm.Hyperband];
    private static readonly Algorithm[] WithDraws = [Algorithm.Random, Algorithm.Bayesian, .. WithHalving];
    private static readonly Algorithm[] Searches = [Algorithm.Grid, .. WithDraws];
    private static readonly Algorithm[] WithGradient = [.. WithInnerSteps, Algorithm.Global];

    private static readonly IReadOnlyList<Row> Table =
    [
        new("ValidationBatchSize", WithGradient),
        new("HyperLearningRate", WithGradient),
        new("HyperOptimizer", WithGradient),
        new("Hypernetwork", WithResponse),
        new("Rank", WithResponse),
        new("HiddenUnits", WithResponse),
        new("Rows", WithResponse, OfLearnedResponse: true),
        new("HyperSamples", WithSamples, OfLearnedResponse: true),
        new("PerturbationScale", WithPerturbation, OfLearnedResponse: true),
        new("Antithetic", WithPerturbation, OfLearnedResponse: true),
        new("FollowResponse", WithPerturbation, OfLearnedResponse: true),
        new("Pooling", WithGradient),
        new("RestartAt", WithPerturbation, OfLearnedResponse: true),
        new("MaxGradientNorm", [.. Enum.GetValues(typeof(Algorithm)).Cast<Algorithm>().Except(WithUpdates)]),
        new("Folds", WithGradient),
        new("Refit", WithGradient),
        new("WarmupSteps", WithInnerSteps),
        new("WarmupShare", WithInnerSteps),
        new("InnerSteps", WithInnerSteps),
        new("OuterSteps", WithOuterSteps),
        new("EntropyWeight", WithScale),
        new("ScaleLearningRate", WithScale),
        new("Linearized", [Algorithm.DeltaSelfTuning]),
        new("HyperSteps", [Algorithm.Global]),
        new("FineTuningSteps", WithSamples, OfLearnedResponse: true),
        new("FineTuningRate", WithSamples, OfLearnedResponse: true),
        new("UnrollSteps", [Algorithm.Unrolled]),
        new("Solver", [Algorithm.Implicit]),
        new("SolverSteps", [Algorithm.Implicit, Algorithm.OnePass]),
        new("WarmStart", [Algorithm.Implicit]),
        new("NeumannRate", [Algorithm.T1T2, Algorithm.SingleLoop, Algorithm.Implicit]),
        new("Preconditioner", [Algorithm.Implicit], OfCurvature: true),
        new("Damping", [Algorithm.Implicit, Algorithm.SingleLoop], OfCurvature: true),
        new("Trials", [Algorithm.Random, Algorithm.Bayesian]),
        new("GridPoints", [Algorithm.Grid]),
        new("Sampling", WithDraws),
        new("Tied", Searches),
        new("InitialTrials", [Algorithm.Bayesian]),
        new("TrialBatch", [Algorithm.Bayesian]),
        new("Asynchronous", [Algorithm.Bayesian, Algorithm.SuccessiveHalving]),
        new("Kernel", [Algorithm.Bayesian]),
        new("Ard", [Algorithm.Bayesian]),
        new("Reduction", WithHalving),
        new("LeastSteps", WithHalving),
    ];

    private readonly Algorithm _algorithm;
    private readonly bool _isCurvature;
    private readonly Solver _solver;

    /// <param name="algorithm">The experiment's algorithm.</param>
    /// <param name="family">Its response family, where that is known.</param>
    /// <param name="solver">Its solver.</param>
    public AlgorithmSettings(Algorithm algorithm, Hypernetwork? family, Solver solver)
    {
        _algorithm = algorithm;
        _isCurvature = algorithm == Algorithm.Joint && family is { } known && ResponseFamilies.Of(known).IsComputed;
        _solver = solver;
    }

    /// <summary>The settings that the experiment does not read.</summary>
    public IEnumerable<string> Unread => Table.Where(row => !IsRead(row)).Select(row => row.Setting);

    /// <summary>Whether the experiment reads a setting.</summary>
    public bool IsRead(string setting) => Table.Where(row => row.Setting == setting).All(IsRead);

    /// <summary>What would read a setting, as a message lists it.</summary>
    public string Readers(string setting)
    {
        var row = Table.First(row => row.Setting == setting);
        return (setting, _algorithm) switch
        {
            ("NeumannRate", Algorithm.Implicit) => "Solver.Neumann",
            _ when ReferenceEquals(row.Algorithms, WithGradient) => "an algorithm that moves the hyperparameters by their gradient",
            _ when _isCurvature && row.OfLearnedResponse => "a response family that is learned",
            _ => string.Join(" or ", row.Algorithms.Select(reader => $"Algorithm.{reader}")),
        };
    }

    private bool IsRead(Row row)
    {
        if (_isCurvature && (row.OfLearnedResponse || row.OfCurvature))
        {
            return row.OfCurvature;
        }

        return row.Algorithms.Contains(_algorithm) && !(row.Setting == "NeumannRate" && _algorithm == Algorithm.Implicit && _solver != Solver.Neumann);
    }

    /// <param name="Setting">The setting's name.</param>
    /// <param name="Algorithms">The algorithms that read it.</param>
    /// <param name="OfLearnedResponse">Whether a computed response has no use for it.</param>
    /// <param name="OfCurvature">Whether a computed response reads it too.</param>
    private sealed record Row(string Setting, IReadOnlyList<Algorithm> Algorithms, bool OfLearnedResponse = false, bool OfCurvature = false);
}
