namespace Hyper.Quality;

/// <summary>What a model says of rows that nothing has seen.</summary>
/// <param name="Loss">Its loss: the negative log likelihood of classes, the squared error of numbers.</param>
/// <param name="Error">The expected calibration error, bins of equal width; null for numbers.</param>
/// <param name="AdaptiveError">The same, bins of equally many rows.</param>
/// <param name="Brier">The Brier score.</param>
/// <param name="Accuracy">The share of right answers.</param>
internal sealed record Judged(double Loss, double? Error, double? AdaptiveError, double? Brier, double? Accuracy);

/// <summary>An ensemble of one run against the run's own model, on the test rows of one split of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Seed">The seed of the split and of the run.</param>
/// <param name="Method">The experiment that ran.</param>
/// <param name="Variant">Which ensemble.</param>
/// <param name="Models">Its models, each of which is a forward pass.</param>
/// <param name="Single">The run's own model.</param>
/// <param name="Ensemble">The ensemble.</param>
internal sealed record EnsembleRow(string Table, int Seed, string Method, string Variant, int Models, Judged Single, Judged Ensemble);
