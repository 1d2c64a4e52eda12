using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking;

/// <summary>
/// Every rule that the compiler checks. A message says what was found, what was expected and what to write instead.
/// Ids are grouped by category: 00 structure, 01 shapes, 02 hyperparameters, 03 hypernetworks, 04 experiments, 05 data flow.
/// </summary>
internal static class Rules
{
    private const string Structure = "HyperDsl.Structure";
    private const string Shapes = "HyperDsl.Shapes";
    private const string Hyperparameters = "HyperDsl.Hyperparameters";
    private const string Hypernetworks = "HyperDsl.Hypernetworks";
    private const string Experiments = "HyperDsl.Experiments";
    private const string DataFlow = "HyperDsl.DataFlow";
    private const string Pages = "https://github.com/hyperdsl/hyperdsl/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "HYP0001",
        "A model class and the types around it are partial",
        "'{0}' is not partial, so the compiler cannot add to the model '{1}'; write 'partial' before its '{2}' keyword",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0001.md");

    public static readonly DiagnosticDescriptor UnsupportedKind = new(
        "HYP0002",
        "A model is an ordinary class",
        "The model '{0}' {1}; {2}",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0002.md");

    public static readonly DiagnosticDescriptor PropertyForm = new(
        "HYP0003",
        "A layer or hyperparameter is a partial get-only property",
        "The property '{0}' {1}; declare it as 'public partial {2} {0} {{ get; }}'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0003.md");

    public static readonly DiagnosticDescriptor PropertyType = new(
        "HYP0004",
        "A layer or hyperparameter has the type of its role",
        "The property '{0}' is marked [{1}] and has the type '{2}'; give it the type '{3}'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0004.md");

    public static readonly DiagnosticDescriptor ForwardMissing = new(
        "HYP0005",
        "A model has a forward method",
        "The model '{0}' has no forward method; mark the method that maps inputs to outputs with [Forward]: 'Tensor Predict(Tensor inputs)'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0005.md");

    public static readonly DiagnosticDescriptor TrainingLossMissing = new(
        "HYP0006",
        "A model has a training loss",
        "The model '{0}' has no training loss; mark a method with [TrainingLoss]: 'Tensor Fit(Tensor outputs, Tensor targets)'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0006.md");

    public static readonly DiagnosticDescriptor ValidationLossMissing = new(
        "HYP0007",
        "A model has a validation loss",
        "The model '{0}' has no validation loss; mark a method with [ValidationLoss]: 'Tensor Score(Tensor outputs, Tensor targets)'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0007.md");

    public static readonly DiagnosticDescriptor SeveralMethods = new(
        "HYP0008",
        "A model has one method of each role",
        "The model '{0}' has {1} methods marked [{2}]; keep the attribute on one of them",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0008.md");

    public static readonly DiagnosticDescriptor MethodSignature = new(
        "HYP0009",
        "A method has the signature of its role",
        "The method '{0}' is marked [{1}] and {2}; its signature is '{3}'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0009.md");

    public static readonly DiagnosticDescriptor NoLayer = new(
        "HYP0010",
        "A model has a layer",
        "The model '{0}' has no layer, so there is no weight for a hypernetwork to answer with; declare one: '[Linear(inputs, outputs)] public partial HyperLinear Output {{ get; }}'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0010.md");

    public static readonly DiagnosticDescriptor NoHyperparameter = new(
        "HYP0011",
        "A model has a hyperparameter",
        "The model '{0}' has no hyperparameter, so there is nothing to tune; declare one: '[Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay {{ get; }}'",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0011.md");

    public static readonly DiagnosticDescriptor Construction = new(
        "HYP0012",
        "A model can be created without arguments",
        "The model '{0}' {1}, and the compiler creates it with 'new {0}()'; {2}",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0012.md");

    public static readonly DiagnosticDescriptor OutsideModel = new(
        "HYP0013",
        "An annotated member belongs to a model",
        "'{0}' is marked [{1}] in '{2}', which is no model, so the attribute does nothing; mark the class with [HyperModel] or remove the attribute",
        Structure,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0013.md");

    public static readonly DiagnosticDescriptor TwoRoles = new(
        "HYP0014",
        "A property has one role",
        "The property '{0}' is marked both [{1}] and [{2}]; keep one of the two attributes",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0014.md");

    public static readonly DiagnosticDescriptor NameTaken = new(
        "HYP0015",
        "Generated names are left free",
        "'{0}' has a name that the compiler needs in what it writes into '{1}'; give it another name",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0015.md");

    public static readonly DiagnosticDescriptor SharedModuleType = new(
        "HYP0016",
        "A shared module is a TorchSharp module",
        "'{0}' is marked [SharedModule] and has the type '{1}', which is no torch.nn.Module, so it has no parameters to train; give it a module's type, or remove the attribute",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0016.md");

    public static readonly DiagnosticDescriptor SharedModuleForm = new(
        "HYP0017",
        "A shared module stays the same object",
        "The shared module '{0}' {1}; declare it as 'private readonly {2} {0} = …' or as a property with 'get;' and an initial value",
        Structure,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0017.md");

    public static readonly DiagnosticDescriptor LayerSize = new(
        "HYP0101",
        "A layer has at least one input and one output",
        "The layer '{0}' has {1} {2}; write a number from 1 up",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0101.md");

    public static readonly DiagnosticDescriptor TooManyWeights = new(
        "HYP0102",
        "A model's weights can be counted with an int",
        "The layers of '{0}' have {1} weights, and one vector holds at most 2,147,483,647; make the layers smaller",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0102.md");

    public static readonly DiagnosticDescriptor LayerOption = new(
        "HYP0103",
        "A layer's options are in their ranges",
        "The layer '{0}' has {1} = {2}; write {3}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0103.md");

    public static readonly DiagnosticDescriptor GroupsDivide = new(
        "HYP0104",
        "A layer's groups divide its channels",
        "The layer '{0}' has {1} {2}, which {3} groups do not divide evenly; write a number of groups that divides the {2}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0104.md");

    public static readonly DiagnosticDescriptor InputDoesNotFit = new(
        "HYP0105",
        "What a layer is given has the shape that it takes",
        "'{0}' takes {1}, but is given {2}{3}; {4}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0105.md");

    public static readonly DiagnosticDescriptor ViewDoesNotFit = new(
        "HYP0106",
        "A view has as many elements as its tensor",
        "'{0}' makes {1}, but is given {2}{3}; {4}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0106.md");

    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        "HYP0107",
        "Tensors that are combined have shapes that fit",
        "'{0}' is given {1}{2}; {3}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0107.md");

    public static readonly DiagnosticDescriptor BoundsUpsideDown = new(
        "HYP0201",
        "The lower bound is below the upper bound",
        "The hyperparameter '{0}' lies between Min = {1} and Max = {2}, where there is no value; write a Min below Max",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0201.md");

    public static readonly DiagnosticDescriptor InitialOutside = new(
        "HYP0202",
        "The initial value lies strictly between the bounds",
        "The hyperparameter '{0}' starts at {1}, which is not strictly between Min = {2} and Max = {3}; move Initial inside the bounds or widen them",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0202.md");

    public static readonly DiagnosticDescriptor LogNotPositive = new(
        "HYP0203",
        "A log scale is above zero",
        "The hyperparameter '{0}' is on a log scale and has {1} = {2}; write a value above zero, or use Scale.Linear",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0203.md");

    public static readonly DiagnosticDescriptor InitialMissing = new(
        "HYP0204",
        "A hyperparameter has a finite initial value",
        "The hyperparameter '{0}' has {1}; write Initial = the value to start from, or both Min and Max to start at their midpoint",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0204.md");

    public static readonly DiagnosticDescriptor CountBelowOne = new(
        "HYP0205",
        "A hyperparameter has at least one value",
        "The hyperparameter '{0}' has Count = {1}; write a number from 1 up",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0205.md");

    public static readonly DiagnosticDescriptor CountAndPer = new(
        "HYP0206",
        "A hyperparameter is counted in one way",
        "The hyperparameter '{0}' has both Count and Per; keep Per if there is one value for each part of the model, or Count if the number has nothing to do with the weights",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0206.md");

    public static readonly DiagnosticDescriptor UndefinedOption = new(
        "HYP0207",
        "An option is a member of its enum",
        "'{0}' has {1} = {2}, which is no member of its enum; write one of {3}",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0207.md");

    public static readonly DiagnosticDescriptor TooManyValues = new(
        "HYP0208",
        "A model's hyperparameter values can be counted with an int",
        "The hyperparameters of '{0}' have {1} values, and one vector holds at most 2,147,483,647; use a coarser Per",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0208.md");

    public static readonly DiagnosticDescriptor ExamplesUncounted = new(
        "HYP0209",
        "Values of examples are counted",
        "The hyperparameter '{0}' has one value for each training example, and their number is not known; write Count = the number of rows of the training split",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0209.md");

    public static readonly DiagnosticDescriptor DiscreteNotWhole = new(
        "HYP0210",
        "A discrete hyperparameter has whole numbers",
        "The hyperparameter '{0}' is discrete and has {1} = {2}; write a whole number, or remove Discrete",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0210.md");

    public static readonly DiagnosticDescriptor HyperpriorOutOfRange = new(
        "HYP0211",
        "A hyperprior has a precision",
        "The hyperparameter '{0}' has Hyperprior = {1}; write a finite precision of 0 or above",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0211.md");

    public static readonly DiagnosticDescriptor RankBelowOne = new(
        "HYP0301",
        "A rank is at least 1",
        "The hypernetwork of '{0}' has Rank = {1}; write a number from 1 up",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0301.md");

    public static readonly DiagnosticDescriptor RankTooLarge = new(
        "HYP0302",
        "A rank is below the dimensions",
        "The hypernetwork of '{0}' has Rank = {1} with {2} hyperparameter values and {3} weights, so it is no smaller than a full response; {4}",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0302.md");

    public static readonly DiagnosticDescriptor HiddenUnitsBelowOne = new(
        "HYP0303",
        "A hidden layer has at least one unit",
        "The hypernetwork of '{0}' has HiddenUnits = {1}; write a number from 1 up",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0303.md");

    public static readonly DiagnosticDescriptor NothingElementwise = new(
        "HYP0304",
        "An elementwise response has a hyperparameter for each weight",
        "The hypernetwork of '{0}' is Elementwise, and no hyperparameter comes one a weight; declare one with Per = Per.Weight, or use Hypernetwork.Linear or Hypernetwork.Factorized",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0304.md");

    public static readonly DiagnosticDescriptor OptionNotRead = new(
        "HYP0305",
        "An option belongs to the response family",
        "The hypernetwork of '{0}' is {1}, which does not read {2}; remove {2}, or use Hypernetwork.{3}",
        Hypernetworks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0305.md");

    public static readonly DiagnosticDescriptor HypernetworkTooLarge = new(
        "HYP0306",
        "A hypernetwork's parameters can be counted with an int",
        "The hypernetwork of '{0}' has {1} parameters ({2} MB), and one buffer holds at most 2,147,483,647; {3}",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0306.md");

    public static readonly DiagnosticDescriptor HypernetworkLarge = new(
        "HYP0307",
        "A hypernetwork fits comfortably in memory",
        "The hypernetwork of '{0}' has {1} parameters, {2} MB in float32, and training takes that four times over; {3}",
        Hypernetworks,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0307.md");

    public static readonly DiagnosticDescriptor CurvatureInHybrid = new(
        "HYP0308",
        "Curvature is the family of a whole model",
        "Some layers of '{0}' have a Curvature hypernetwork and others have not, but the curvature that it tracks is the whole model's; write Hypernetwork.Curvature on the class and on no layer, or use another family",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0308.md");

    public static readonly DiagnosticDescriptor Budget = new(
        "HYP0309",
        "What a model's hypernetwork costs",
        "'{0}' has {1}; {2}",
        Hypernetworks,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0309.md");

    public static readonly DiagnosticDescriptor CenteredUnperturbed = new(
        "HYP0310",
        "A centered response is perturbed",
        "The experiment '{0}' uses Algorithm.Simplified, which draws no perturbation, and a response of '{1}' is centered at the current hyperparameters, so it never learns to answer to them; use Algorithm.Joint, or Hypernetwork.Structured",
        Hypernetworks,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0310.md");

    public static readonly DiagnosticDescriptor ExperimentForm = new(
        "HYP0401",
        "An experiment is a static partial class",
        "The experiment '{0}' {1}; {2}",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0401.md");

    public static readonly DiagnosticDescriptor ModelOfExperiment = new(
        "HYP0402",
        "An experiment tunes a model of its own project",
        "The experiment '{0}' tunes '{1}', which {2}; {3}",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0402.md");

    public static readonly DiagnosticDescriptor SettingOutOfRange = new(
        "HYP0403",
        "A setting lies in its range",
        "The experiment '{0}' has {1} = {2}; write {3}",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0403.md");

    public static readonly DiagnosticDescriptor WarmupTooLong = new(
        "HYP0404",
        "A warm-up ends before the run does",
        "The experiment '{0}' has WarmupSteps = {1} of Steps = {2}, so the hyperparameters never move; write fewer warm-up steps or more steps",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0404.md");

    public static readonly DiagnosticDescriptor SettingNotRead = new(
        "HYP0405",
        "A setting belongs to the algorithm",
        "The experiment '{0}' uses Algorithm.{1}, which does not read {2}; remove {2}, or use {3}",
        Experiments,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0405.md");

    public static readonly DiagnosticDescriptor ExperimentHidden = new(
        "HYP0406",
        "The whole project sees an experiment and its model",
        "The experiment '{0}' cannot be started from the rest of the project, because '{1}' or a type around it is private or protected; make it internal or public",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0406.md");

    public static readonly DiagnosticDescriptor PairsBroken = new(
        "HYP0407",
        "Antithetic samples come in pairs on the same rows",
        "The experiment '{0}' is Antithetic, but {1}; {2}",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0407.md");

    public static readonly DiagnosticDescriptor AlternationTooSlow = new(
        "HYP0408",
        "The hyperparameters' turn comes before the run ends",
        "The experiment '{0}' takes InnerSteps = {1} before the hyperparameters move, of {2} steps after the warm-up, so they never do; write fewer inner steps or more steps",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0408.md");

    public static readonly DiagnosticDescriptor PriorWrong = new(
        "HYP0409",
        "A prior can be drawn from",
        "The prior of the hyperparameter '{0}' {1}; {2}",
        Hyperparameters,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0409.md");

    public static readonly DiagnosticDescriptor PriorOptionNotRead = new(
        "HYP0410",
        "An option belongs to the prior",
        "The hyperparameter '{0}' has Prior.{1}, which does not read {2}; remove {2}, or use {3}",
        Hyperparameters,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0410.md");

    public static readonly DiagnosticDescriptor CurvatureNotJoint = new(
        "HYP0413",
        "A Curvature hypernetwork is trained jointly",
        "The experiment '{0}' uses Algorithm.{1}, but the hypernetwork of '{2}' is Curvature, which learns nothing from perturbations or from movement; use Algorithm.Joint, or another response family",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0413.md");

    public static readonly DiagnosticDescriptor NoDerivative = new(
        "HYP0414",
        "A computed hypergradient needs a derivative",
        "The experiment '{0}' uses {1}, which differentiates the training loss with respect to '{2}', but {3}; use Algorithm.Joint with a learned response family",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0414.md");

    public static readonly DiagnosticDescriptor UnrolledOptimizer = new(
        "HYP0415",
        "Unrolling differentiates gradient descent",
        "The experiment '{0}' uses Algorithm.Unrolled with Optimizer = OptimizerKind.{1}; remove Optimizer, because what is unrolled is gradient descent with Momentum",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0415.md");

    public static readonly DiagnosticDescriptor CurvatureUntracked = new(
        "HYP0417",
        "A Curvature hypernetwork tracks curvature",
        "The experiment '{0}' has Preconditioner.None, but the Jacobian of the Curvature hypernetwork of '{1}' is the tracked curvature; write Preconditioner.Diagonal or Preconditioner.Kronecker",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0417.md");

    public static readonly DiagnosticDescriptor GridTooLarge = new(
        "HYP0420",
        "A grid can be walked",
        "The grid of '{0}' has {1} points along each of {2}, {3} trials in all, where {4} are the most; write fewer GridPoints, Tied = true, or Algorithm.Random",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0420.md");

    public static readonly DiagnosticDescriptor NothingProposed = new(
        "HYP0421",
        "Bayesian optimization proposes a trial",
        "The experiment '{0}' draws InitialTrials = {1} of Trials = {2}, so its Gaussian process proposes none; write fewer initial trials, more trials, or Algorithm.Random",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0421.md");

    public static readonly DiagnosticDescriptor NothingHalved = new(
        "HYP0422",
        "A search by halving has two rungs",
        "The experiment '{0}' starts with trainings of {1} steps; with Reduction = {2} the next ones would have more than Steps = {3}, so nothing is ever halved; write fewer LeastSteps or more Steps",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0422.md");

    public static readonly DiagnosticDescriptor SobolTooWide = new(
        "HYP0423",
        "A Sobol sequence has the dimensions that it is drawn in",
        "The experiment '{0}' searches {1}, and Sampling.Sobol has {2}; write Sampling.Uniform or Tied = true",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0423.md");

    public static readonly DiagnosticDescriptor TooManyLengthScales = new(
        "HYP0424",
        "Length scales can be learned from the trials",
        "The experiment '{0}' would learn a length scale for each of {1} from a few trials, where {2} are the most; leave out Ard, so that they share one, or write Tied = true",
        Experiments,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0424.md");

    public static readonly DiagnosticDescriptor NeverRead = new(
        "HYP0501",
        "A hyperparameter is read in training",
        "Neither the forward method nor the training loss reads the hyperparameter '{0}', so its gradient is always zero; use it there or remove it",
        DataFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0501.md");

    public static readonly DiagnosticDescriptor ReadInValidation = new(
        "HYP0502",
        "The validation loss reads no hyperparameter",
        "The validation loss reads the hyperparameter '{0}', so tuning would shrink the measure instead of improving the model; move the term to the training loss",
        DataFlow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0502.md");

    public static readonly DiagnosticDescriptor LayerUnused = new(
        "HYP0503",
        "A layer is used",
        "The layer '{0}' is never used, so its weights are trained for nothing; use it in the forward method or remove it",
        DataFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0503.md");

    public static readonly DiagnosticDescriptor WrongKind = new(
        "HYP0504",
        "A method gets the kind of hyperparameter that it takes",
        "{0} takes a hyperparameter with {1}, and '{2}' is declared with {3}; {4}",
        DataFlow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0504.md");

    public static readonly DiagnosticDescriptor TargetsNotMixed = new(
        "HYP0505",
        "Targets are mixed as their inputs are",
        "Mixup mixes inputs with '{0}', and nothing mixes their targets; write MixTargets(targets, {0}) in the training loss",
        DataFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0505.md");

    public static readonly DiagnosticDescriptor GradientCutOff = new(
        "HYP0506",
        "Gradients reach what is trained",
        "{0} lets no gradient through, and it is the only way from {1} to {2}, so nothing is learned along it; {3}",
        DataFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0506.md");

    public static readonly DiagnosticDescriptor WeightWritten = new(
        "HYP0507",
        "A model does not write its weights",
        "{0} writes into '{1}', and weights are what the hypernetwork answers, so the write is an error or undone in the next pass; compute a new tensor and use that",
        DataFlow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0507.md");

    public static readonly DiagnosticDescriptor ReadAsNumber = new(
        "HYP0508",
        "A hyperparameter stays a tensor",
        "{0} makes one C# number of the hyperparameter '{1}', which has a value for each hyperparameter sample, so weights and values no longer belong together; use {1}.ColumnFor(rows)",
        DataFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0508.md");

    public static readonly DiagnosticDescriptor ThroughAutograd = new(
        "HYP0509",
        "Why a pass goes through autograd",
        "Autograd differentiates the {0} pass of '{1}', because the compiler does not differentiate {2}: it costs time, and the numbers are the same",
        DataFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "HYP0509.md");
}
