namespace Hyper.Comparisons;

// Each network by each method. Rates that are not said here are those of the grid, which the command goes through.

[Experiment<LinearCleaner>(Algorithm.Unrolled, UnrollSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class UnrolledLinear;

[Experiment<LinearCleaner>(Algorithm.T1T2, InnerSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class T1T2Linear;

[Experiment<LinearCleaner>(Algorithm.SingleLoop, Optimizer = OptimizerKind.Sgd)]
public static partial class SingleLoopLinear;

[Experiment<LinearCleaner>(Algorithm.Implicit, InnerSteps = 10, SolverSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class ImplicitLinear;

[Experiment<LayersCleaner>(Algorithm.Unrolled, UnrollSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class UnrolledLayers;

[Experiment<LayersCleaner>(Algorithm.T1T2, InnerSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class T1T2Layers;

[Experiment<LayersCleaner>(Algorithm.SingleLoop, Optimizer = OptimizerKind.Sgd)]
public static partial class SingleLoopLayers;

[Experiment<LayersCleaner>(Algorithm.Implicit, InnerSteps = 10, SolverSteps = 10, Optimizer = OptimizerKind.Sgd)]
public static partial class ImplicitLayers;
