using static System.FormattableString;

namespace Hyper.Runtime.Training.Health;

/// <summary>When a reading is worth a warning, and its words.</summary>
public static class HealthWarnings
{
    /// <summary>Best-response gaps above this share of the training loss are warned of.</summary>
    public const double NotableGap = 0.1;

    /// <summary>A held-out loss above this multiple of the validation loss is warned of.</summary>
    public const double NotableOverfitting = 1.25;

    /// <summary>A held-out loss nearer to the validation loss than so many standard errors of their difference is not warned of.</summary>
    public const double NotableErrors = 2;

    /// <summary>The share of a hyperparameter's values at a bound above which it is warned of.</summary>
    public const double NotableSaturation = 0.5;

    /// <summary>What is wrong, a sentence each; empty where all is well.</summary>
    /// <param name="reading">A run's reading.</param>
    public static IReadOnlyList<string> Of(HealthReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var warnings = new List<string>();
        if (reading.BestResponseGap > NotableGap)
        {
            warnings.Add(Invariant(
                $"The weights lag behind the hyperparameters: a few steps of ordinary training lower the training loss by {reading.BestResponseGap:P0}. Lower HyperLearningRate, raise LearningRate, take more inner steps, or use a richer response family."));
        }

        // A loss at or below zero has no meaningful ratio, and a difference that other rows of the same kind might have as well says nothing.
        if (reading.ValidationLoss > 0
            && reading.HeldOutLoss > NotableOverfitting * reading.ValidationLoss
            && !(reading.HeldOutLoss - reading.ValidationLoss < NotableErrors * reading.HeldOutError))
        {
            warnings.Add(Invariant(
                $"The hyperparameters fit the validation rows: the loss on held-out rows is {reading.HeldOutLoss / reading.ValidationLoss:F1} times the validation loss. Use more validation rows or fewer hyperparameters, and judge by the held-out rows."));
        }

        if (reading.AnswersAlike)
        {
            warnings.Add("The model answers alike for every row: its weights have collapsed. Start from weaker penalties and less dropout, or bound them with Max.");
        }

        if (reading.Saturated.Except(reading.SwitchedOff).ToList() is { Count: > 0 } saturated)
        {
            warnings.Add($"{Named(saturated, "lies", "lie")} at a bound: widen Min and Max if the bound is not meant, or drop the hyperparameter.");
        }

        if (reading.SwitchedOff.Count > 0)
        {
            warnings.Add($"{Named(reading.SwitchedOff, "is", "are")} as good as 0, the end of the range: the validation loss wants none of it, and nothing is wrong with that.");
        }

        return warnings;
    }

    private static string Named(IReadOnlyList<string> names, string one, string several) => $"{string.Join(" and ", names)} {(names.Count == 1 ? one : several)}";
}
