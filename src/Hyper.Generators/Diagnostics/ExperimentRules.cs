using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about experiments and their settings: HYP04nn.</summary>
internal static class ExperimentRules
{
    private const string Category = "HyperDsl.Experiments";

    public static readonly DiagnosticDescriptor ExperimentForm = Rule.Of(
        "HYP0401",
        "An experiment is a static partial class",
        "The experiment '{0}' {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ModelOfExperiment = Rule.Of(
        "HYP0402",
        "An experiment tunes a model of its own project",
        "The experiment '{0}' tunes '{1}', which {2}; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SettingOutOfRange = Rule.Of(
        "HYP0403",
        "A setting lies in its range",
        "The experiment '{0}' has {1} = {2}; write {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor WarmupTooLong = Rule.Of(
        "HYP0404",
        "A warm-up ends before the run does",
        "The experiment '{0}' has WarmupSteps = {1} of Steps = {2}, so the hyperparameters never move; write fewer warm-up steps or more steps",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SettingNotRead = Rule.Of(
        "HYP0405",
        "A setting belongs to the algorithm",
        "The experiment '{0}' uses Algorithm.{1}, which does not read {2}; remove {2}, or use {3}",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ExperimentHidden = Rule.Of(
        "HYP0406",
        "The whole project sees an experiment and its model",
        "The experiment '{0}' cannot be started from the rest of the project, because '{1}' or a type around it is private or protected; make it internal or public",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor PairsBroken = Rule.Of(
        "HYP0407",
        "Antithetic samples come in pairs on the same rows",
        "The experiment '{0}' is Antithetic, but {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor AlternationTooSlow = Rule.Of(
        "HYP0408",
        "The hyperparameters' turn comes before the run ends",
        "The experiment '{0}' takes InnerSteps = {1} before the hyperparameters move, of {2} steps after the warm-up, so they never do; write fewer inner steps or more steps",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor CurvatureNotJoint = Rule.Of(
        "HYP0413",
        "A Curvature hypernetwork is trained jointly",
        "The experiment '{0}' uses Algorithm.{1}, but the hypernetwork of '{2}' is Curvature, which learns nothing from perturbations or from movement; use Algorithm.Joint, or another response family",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NoDerivative = Rule.Of(
        "HYP0414",
        "A computed hypergradient needs a derivative",
        "The experiment '{0}' uses {1}, which differentiates the training loss with respect to '{2}', but {3}; use Algorithm.Joint with a learned response family",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor UnrolledOptimizer = Rule.Of(
        "HYP0415",
        "What is differentiated is gradient descent",
        "The experiment '{0}' uses Algorithm.{1} with Optimizer = OptimizerKind.{2}; remove Optimizer, because what is differentiated is gradient descent with Momentum",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor CurvatureUntracked = Rule.Of(
        "HYP0417",
        "A Curvature hypernetwork tracks curvature",
        "The experiment '{0}' has Preconditioner.None, but the Jacobian of the Curvature hypernetwork of '{1}' is the tracked curvature; write Preconditioner.Diagonal or Preconditioner.Kronecker",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor GridTooLarge = Rule.Of(
        "HYP0420",
        "A grid can be walked",
        "The grid of '{0}' has {1} points along each of {2}, {3} trials in all, where {4} are the most; write fewer GridPoints, Tied = true, or Algorithm.Random",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NothingProposed = Rule.Of(
        "HYP0421",
        "Bayesian optimization proposes a trial",
        "The experiment '{0}' draws InitialTrials = {1} of Trials = {2}, so its Gaussian process proposes none; write fewer initial trials, more trials, or Algorithm.Random",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NothingHalved = Rule.Of(
        "HYP0422",
        "A search by halving has two rungs",
        "The experiment '{0}' starts with trainings of {1} steps; with Reduction = {2} the next ones would have more than Steps = {3}, so nothing is ever halved; write fewer LeastSteps or more Steps",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SobolTooWide = Rule.Of(
        "HYP0423",
        "A Sobol sequence has the dimensions that it is drawn in",
        "The experiment '{0}' searches {1}, and Sampling.Sobol has {2}; write Sampling.Uniform or Tied = true",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TooManyLengthScales = Rule.Of(
        "HYP0424",
        "Length scales can be learned from the trials",
        "The experiment '{0}' would learn a length scale for each of {1} from a few trials, where {2} are the most; leave out Ard, so that they share one, or write Tied = true",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor DiscreteHasNoDerivative = Rule.Of(
        "HYP0425",
        "A computed hypergradient needs hyperparameters that are not whole numbers",
        "The experiment '{0}' uses {1}, which differentiates the training loss with respect to '{2}', but it is Discrete, and rounding has no such derivative; use Algorithm.Joint with a learned response family",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ExamplesDealtOut = Rule.Of(
        "HYP0427",
        "Values of examples belong to the training rows as they are",
        "The experiment '{0}' has {1}, but '{2}' has a value for each training row, which {3}; leave out that setting",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor FoldsFollow = Rule.Of(
        "HYP0428",
        "The weights of folds do not follow the response",
        "The experiment '{0}' has Folds = {1} and FollowResponse: a step of the hyperparameters would carry the weights of one fold only; leave out either",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor WatchesNothing = Rule.Of(
        "HYP0429",
        "What is watched is a metric of the model",
        "The experiment '{0}' watches '{1}', which is no metric of '{2}'; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor FixedUnknown = Rule.Of(
        "HYP0430",
        "What stays fixed is a hyperparameter, and others are tuned",
        "The experiment '{0}' has Fixed = \"{1}\", {2}; the hyperparameters of '{3}' are {4}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NoOptimizer = Rule.Of(
        "HYP0431",
        "An algorithm has the optimizer that is tuned",
        "The experiment '{0}' uses Algorithm.{1}, but '{2}' is the optimizer's {3}, and a best response has no optimizer; use Algorithm.OnePass, Algorithm.Unrolled or a search",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NoMomentum = Rule.Of(
        "HYP0432",
        "An optimizer has the momentum that is searched",
        "The experiment '{0}' trains by OptimizerKind.{1}, which does not read '{2}', the optimizer's Momentum; write Optimizer = OptimizerKind.Sgd",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SettingShadowed = Rule.Of(
        "HYP0433",
        "A number of the optimizer is said in one place",
        "The experiment '{0}' sets {1}, but '{2}' of '{3}' takes its place; remove {1}, and start from another value with Initial or RunFromAsync",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Choice = Rule.Of(
        "HYP0426",
        "What the compiler chose for an experiment",
        "{0}",
        Category,
        DiagnosticSeverity.Info);
}
