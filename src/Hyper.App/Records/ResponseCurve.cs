namespace Hyper.App.Records;

/// <summary>A curve of <c>responses.json</c>: the validation loss that the response predicts along one hyperparameter, all others at their tuned values.</summary>
/// <param name="Values">Natural values, ascending.</param>
/// <param name="Losses">The predicted validation loss at each; null where it is no number.</param>
/// <param name="Tuned">The tuned value.</param>
/// <param name="Retrained">Values and losses of trainings at some of them; empty where none was asked for.</param>
public sealed record ResponseCurve(IReadOnlyList<double> Values, IReadOnlyList<double?> Losses, double Tuned, IReadOnlyList<RetrainedPoint> Retrained);

/// <summary>An ordinary training at one value.</summary>
/// <param name="Value">The natural value.</param>
/// <param name="Loss">Its validation loss.</param>
public sealed record RetrainedPoint(double Value, double Loss);
