namespace Hyper.Quality;

/// <summary>What a method has in hand at its end.</summary>
/// <param name="Natural">The hyperparameters, natural values.</param>
/// <param name="Validation">The validation loss of the model in hand; with folds, of each row by the weights that were not trained on it.</param>
/// <param name="Test">What the model in hand loses on the test rows.</param>
/// <param name="Steps">Steps of all its trainings.</param>
/// <param name="Ending">Why it ended.</param>
/// <param name="Warnings">What went wrong, a sentence each.</param>
internal sealed record Outcome(double[] Natural, double Validation, double Test, long Steps, RunEnding Ending, IReadOnlyList<string> Warnings);

/// <summary>What a refit gave.</summary>
/// <param name="RetrainedValidation">The validation loss of an ordinary training at the same hyperparameters.</param>
/// <param name="Test">What the model to ship loses on the test rows.</param>
/// <param name="Warnings">What went wrong, a sentence each.</param>
internal sealed record Shipped(double RetrainedValidation, double Test, IReadOnlyList<string> Warnings);
