using Hyper.Runtime.Runs;

namespace Hyper.App;

/// <summary>A file that is to be answered to.</summary>
/// <param name="Experiment">The experiment whose run the model is of.</param>
/// <param name="Model">The file of the model.</param>
/// <param name="Data">The file with rows.</param>
/// <param name="Output">The file that the answers go to.</param>
public sealed record PredictRequest(ExperimentEntry Experiment, string Model, string Data, string Output);
