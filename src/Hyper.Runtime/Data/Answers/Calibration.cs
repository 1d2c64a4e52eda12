namespace Hyper.Runtime.Data.Answers;

/// <summary>
/// How far probabilities of classes can be believed. The confidence of an answer is the probability of the class that it names; where
/// confidences can be believed, of the answers with 0.8 four in five are right.
/// </summary>
/// <param name="Error">
/// The expected calibration error: the mean, over bins of equal width from 0 to 1 and by the answers in them, of how far mean confidence and
/// share of right answers are apart (Guo et al., 2017). From 0 to 1.
/// </param>
/// <param name="AdaptiveError">
/// The same over bins of equally many answers, in the order of their confidences: of few rows the truer one, because no bin has but a handful
/// (Roelofs et al., 2022).
/// </param>
/// <param name="Brier">The mean squared distance of the probabilities from one 1 among zeros. From 0 to 2.</param>
/// <param name="Confidence">The mean confidence; above <paramref name="Accuracy"/> where the answers promise too much.</param>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="Answers">How many answers there were: rows, or places in them.</param>
public sealed record Calibration(double Error, double AdaptiveError, double Brier, double Confidence, double Accuracy, long Answers);
