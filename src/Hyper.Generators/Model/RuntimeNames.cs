

namespace Hyper.Generators.Model;

/// <summary>
/// The names by which generated code calls the runtime and TorchSharp: the only place where the compiler knows them.
/// They start at <c>global::</c>, so that nothing a user declares can stand in front of them.
/// </summary>
internal static class RuntimeNames
{
    /// <summary>The assembly whose presence says that generated code can run.</summary>
    public const string RuntimeAssembly = "Hyper.Runtime";

    public const string Torch = "global::TorchSharp.torch";
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
    public const string Device = "global::TorchSharp.torch.Device";
    public const string Stream = "global::System.IO.Stream";
    public const string Generator = "global::TorchSharp.torch.Generator";

    public const string Scale = "global::Hyper.Dsl.Scale";
    public const string Per = "global::Hyper.Dsl.Per";
    public const string Algorithm = "global::Hyper.Dsl.Algorithm";
    public const string Sampling = "global::Hyper.Dsl.Sampling";
    public const string Kernel = "global::Hyper.Dsl.Kernel";
    public const string SampleRows = "global::Hyper.Dsl.SampleRows";
    public const string OptimizerKind = "global::Hyper.Dsl.OptimizerKind";
    public const string LearningRateSchedule = "global::Hyper.Dsl.LearningRateSchedule";

    public const string HyperDslException = "global::Hyper.Runtime.HyperDslException";
    public const string NativeBackend = "global::Hyper.Runtime.Native.NativeBackend";
    public const string DataSplits = "global::Hyper.Runtime.Data.DataSplits";

    public const string HyperparameterSpace = "global::Hyper.Runtime.Spaces.HyperparameterSpace";
    public const string HyperparameterInfo = "global::Hyper.Runtime.Spaces.HyperparameterInfo";
    public const string HyperparameterPrior = "global::Hyper.Runtime.Spaces.HyperparameterPrior";
    public const string Hyperparameters = "global::Hyper.Runtime.Spaces.IHyperparameters";
    public const string HyperVector = "global::Hyper.Runtime.Spaces.HyperVector";
    public const string Transform = "global::Hyper.Runtime.Spaces.Transform";

    public const string ElementaryLayout = "global::Hyper.Runtime.Layers.Weights.ElementaryLayout";
    public const string ElementaryWeights = "global::Hyper.Runtime.Layers.Weights.ElementaryWeights";
    public const string ForwardContext = "global::Hyper.Runtime.Layers.Context.ForwardContext";
    public const string Initialization = "global::Hyper.Runtime.Layers.Weights.Initialization";
    public const string HyperTensor = "global::Hyper.Runtime.Layers.HyperTensor";
    public const string Regularizers = ImportedClasses.Regularizers;
    public const string Augmentations = ImportedClasses.Augmentations;
    public const string LossShape = ImportedClasses.LossShape;
    public const string WeightSlot = "global::Hyper.Runtime.Layers.Weights.WeightSlot";

    public const string Scalars = "global::Hyper.Runtime.Scalars";
    public const string ModelInputs = "global::Hyper.Runtime.ModelInputs";
    public const string Layers = "global::Hyper.Runtime.Layers";
    public const string CompiledPasses = "global::Hyper.Runtime.Passes.ICompiledPasses";
    public const string LossTerms = "global::Hyper.Runtime.Passes.LossTerms";
    public const string PullBack = "global::Hyper.Runtime.Passes.PullBack";
    public const string DropMask = "global::Hyper.Runtime.Passes.DropMask";
    public const string AutogradPart = "global::Hyper.Runtime.Passes.AutogradPart";
    public const string LayerGraph = "global::Hyper.Runtime.Passes.LayerGraph";
    public const string MaxPooling = "global::Hyper.Runtime.Passes.MaxPooling";

    public const string CompiledResponse = "global::Hyper.Runtime.Hypernetworks.ICompiledResponse";
    public const string ResponseShape = "global::Hyper.Runtime.Hypernetworks.ResponseShape";
    public const string WeightRows = "global::Hyper.Runtime.Hypernetworks.WeightRows";
    public const string OuterProduct = "global::Hyper.Runtime.Hypernetworks.OuterProduct";
    public const string SummedGradient = "global::Hyper.Runtime.Hypernetworks.SummedGradient";
    public const string ThinProduct = "global::Hyper.Runtime.Hypernetworks.ThinProduct";
    public const string ElementwiseProduct = "global::Hyper.Runtime.Hypernetworks.ElementwiseProduct";
    public const string FlatParameters = "global::Hyper.Runtime.Hypernetworks.FlatParameters";
    public const string ResponseInitialization = "global::Hyper.Runtime.Hypernetworks.ResponseInitialization";

    public const string HyperModel = "global::Hyper.Runtime.Training.Models.IHyperModel";
    public const string ModelMetric = "global::Hyper.Runtime.Training.Models.ModelMetric";
    public const string SavedModel = "global::Hyper.Runtime.Training.Models.SavedModel";
    public const string LearnedResponse = "global::Hyper.Runtime.Training.Models.LearnedResponse";
    public const string TrainedModel = "global::Hyper.Runtime.Training.Models.TrainedModel";
    public const string ResponseRun = "global::Hyper.Runtime.Training.Algorithms.ResponseRun";
    public const string GlobalRun = "global::Hyper.Runtime.Training.Algorithms.GlobalRun";
    public const string SelfTuningRun = "global::Hyper.Runtime.Training.Algorithms.SelfTuningRun";
    public const string DeltaSelfTuningRun = "global::Hyper.Runtime.Training.Algorithms.DeltaSelfTuningRun";
    public const string Trajectory = "global::Hyper.Runtime.Training.Results.Trajectory";
    public const string Tuning = "global::Hyper.Runtime.Training.Algorithms.Tuning";
    public const string TuningResult = "global::Hyper.Runtime.Training.Results.TuningResult";
    public const string TuningProgress = "global::Hyper.Runtime.Training.Results.TuningProgress";
    public const string TrainingResult = "global::Hyper.Runtime.Training.Results.TrainingResult";
    public const string RefitResult = "global::Hyper.Runtime.Training.Results.RefitResult";
    public const string Refitting = "global::Hyper.Runtime.Training.Ordinary.Refitting";
    public const string RepeatedRuns = "global::Hyper.Runtime.Training.Results.RepeatedRuns";
    public const string Repeating = "global::Hyper.Runtime.Training.Algorithms.Repeating";
    public const string OrdinaryTraining = "global::Hyper.Runtime.Training.Ordinary.OrdinaryTraining";
    public const string ExperimentSettings = "global::Hyper.Runtime.Training.Settings.ExperimentSettings";

    public const string HypergradientRun = "global::Hyper.Runtime.Hypergradients.HypergradientRun";
    public const string CurvatureRun = "global::Hyper.Runtime.Hypergradients.Curvature.CurvatureRun";
    public const string CurvatureEstimate = "global::Hyper.Runtime.Hypergradients.Curvature.CurvatureEstimate";
    public const string DiagonalCurvature = "global::Hyper.Runtime.Hypergradients.Curvature.DiagonalCurvature";
    public const string KroneckerCurvature = "global::Hyper.Runtime.Hypergradients.Curvature.KroneckerCurvature";
    public const string Unrolled = "global::Hyper.Runtime.Hypergradients.Methods.Unrolled";
    public const string OnePass = "global::Hyper.Runtime.Hypergradients.Methods.OnePass";
    public const string T1T2 = "global::Hyper.Runtime.Hypergradients.Methods.T1T2";
    public const string Implicit = "global::Hyper.Runtime.Hypergradients.Methods.Implicit";
    public const string SingleLoop = "global::Hyper.Runtime.Hypergradients.Methods.SingleLoop";
    public const string Neumann = "global::Hyper.Runtime.Hypergradients.Solvers.Neumann";
    public const string ConjugateGradients = "global::Hyper.Runtime.Hypergradients.Solvers.ConjugateGradients";
    public const string HypergradientCheck = "global::Hyper.Runtime.Hypergradients.Checks.HypergradientCheck";
    public const string HypergradientCheckOptions = "global::Hyper.Runtime.Hypergradients.Checks.HypergradientCheckOptions";
    public const string HypergradientReport = "global::Hyper.Runtime.Hypergradients.Checks.HypergradientReport";

    public const string BlackBoxSearch = "global::Hyper.Runtime.Search.BlackBoxSearch";
    public const string CheckpointFolder = "global::Hyper.Runtime.Checkpoints.CheckpointFolder";
    public const string Optimizer = "global::Hyper.Dsl.Optimizer";
    public const string Penalized = "global::Hyper.Dsl.Penalized";
    public const string Keep = "global::Hyper.Dsl.Keep";
    public const string CarriedTrials = "global::Hyper.Runtime.Search.Trials.CarriedTrials";
    public const string SearchJournal = "global::Hyper.Runtime.Search.Journal.SearchJournal";
    public const string SearchMethod = "global::Hyper.Runtime.Search.SearchMethod";
    public const string SearchResult = "global::Hyper.Runtime.Search.SearchResult";
    public const string RunSearch = "global::Hyper.Runtime.Search.Runs.RunSearch";
    public const string RunSearchResult = "global::Hyper.Runtime.Search.Runs.RunSearchResult";
    public const string RunSearchSettings = "global::Hyper.Runtime.Search.Runs.RunSearchSettings";
    public const string VariedSetting = "global::Hyper.Runtime.Search.Runs.VariedSetting";
    public const string RunSetting = "global::Hyper.Dsl.RunSetting";
    public const string Func = "global::System.Func";
    public const string TuningResultInterface = "global::Hyper.Runtime.Training.Results.ITuningResult";
    public const string TrialSpecification = "global::Hyper.Runtime.Search.Trials.TrialSpecification";
    public const string TrialRecord = "global::Hyper.Runtime.Search.Trials.TrialRecord";

    public const string ExperimentCatalog = "global::Hyper.Runtime.Runs.ExperimentCatalog";
    public const string ExperimentEntry = "global::Hyper.Runtime.Runs.ExperimentEntry";

    /// <summary>The assembly of tables, whose types the classes of schemas name.</summary>
    public const string TablesAssembly = "Hyper.Tables";
    public const string TableClass = "global::Hyper.Tables.TableClass";
    public const string TableSchema = "global::Hyper.Tables.TableSchema";
    public const string TableRow = "global::Hyper.Tables.ITableRow";
    public const string TableAnswer = "global::Hyper.Tables.ITableAnswer";
    public const string TableCells = "global::Hyper.Tables.TableCells";
    public const string Table = "global::Hyper.Tables.Table";
    public const string TableSplits = "global::Hyper.Tables.TableSplits";
    public const string TableFitted = "global::Hyper.Tables.TableModel";
    public const string DataView = "global::Microsoft.ML.IDataView";
    public const string NullableDate = "global::System.DateTime?";
    public const string ReadOnlyDoubles = "global::System.ReadOnlySpan<double>";

    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    /// <summary>The runtime class of a kind of layer.</summary>
    public static string Layer(string kind) => "global::Hyper.Runtime.Layers.Hyper" + kind;

    public const string Task = "global::System.Threading.Tasks.Task";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Progress = "global::System.IProgress<" + TuningProgress + ">?";
}
