using Hyper.Runtime.Runs;

namespace Comparing;

/// <summary>What a table says, in words.</summary>
public static class Verdict
{
    /// <summary>The usual name of one run that tunes.</summary>
    public const string Tuned = "tuned";

    /// <summary>The usual name of a training at the initial hyperparameters.</summary>
    public const string Untuned = "untuned";

    /// <summary>The usual name of the best of several trainings at random hyperparameters.</summary>
    public const string RandomSearch = "random-search";

    /// <summary>What the name of a method ends with whose hyperparameters are another's, and whose model was trained on all rows.</summary>
    public const string Refit = "-refit";

    // How far a test loss may lie above the validation loss before it is remarked on.
    private const double NotableGap = 1.25;

    /// <summary>What tuning gained over no tuning and over random search, and what it cost.</summary>
    /// <param name="rows">The table, with the three methods of the names above.</param>
    /// <param name="trials">Trainings of the random search.</param>
    public static string AgainstSearch(IReadOnlyList<ComparisonRow> rows, int trials)
    {
        ComparisonRow tuned = Find(rows, Tuned);
        ComparisonRow untuned = Find(rows, Untuned);
        ComparisonRow random = Find(rows, RandomSearch);
        string summary = FormattableString.Invariant(
            $"One tuned run of {tuned.Seconds:F1} s ends with a validation loss {Against(tuned.ValidationLoss, untuned.ValidationLoss)} the untuned training's and {Against(tuned.ValidationLoss, random.ValidationLoss)} the best of {trials} random trainings, which took {random.Seconds / tuned.Seconds:F1} times as long. On the test rows its loss is {Against(tuned.TestLoss, untuned.TestLoss)} untuned and {Against(tuned.TestLoss, random.TestLoss)} random search.");
        return Gap(tuned) is { } remark ? $"{summary}{Environment.NewLine}{remark}" : summary;
    }

    /// <summary>What the models to ship are worth on rows never seen, all of them refitted alike, and what finding them cost.</summary>
    /// <param name="rows">The table, with the three methods of the names above and a refit of each.</param>
    /// <param name="trials">Trainings of the random search.</param>
    public static string OfRefits(IReadOnlyList<ComparisonRow> rows, int trials)
    {
        ComparisonRow tuned = Find(rows, Tuned + Refit);
        ComparisonRow untuned = Find(rows, Untuned + Refit);
        ComparisonRow random = Find(rows, RandomSearch + Refit);
        return FormattableString.Invariant(
            $"Ship the model that is trained once more on all rows, at tuned hyperparameters: its test loss is {Against(tuned.TestLoss, untuned.TestLoss)} that at the initial ones and {Against(tuned.TestLoss, random.TestLoss)} that at the best of {trials} random ones. Tuning took {Find(rows, Tuned).Seconds:F1} s, the search {Find(rows, RandomSearch).Seconds:F1} s.");
    }

    /// <summary>A caution, where a model does markedly worse on rows that nothing was chosen by; else null.</summary>
    /// <param name="tuned">The tuned model's row.</param>
    public static string? Gap(ComparisonRow tuned)
    {
        int values = tuned.Hyperparameters.Sum(value => value.Count);
        return tuned.TestLoss > NotableGap * tuned.ValidationLoss
            ? FormattableString.Invariant(
                $"Mind the gap: the tuned model's test loss is {tuned.TestLoss / tuned.ValidationLoss:F1} times its validation loss: {values:N0} hyperparameters learn from the validation rows much as weights learn from the training rows. Judge by the test rows.")
            : null;
    }

    /// <summary>A number compared with another, as in <c>12 % below</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="other">What it is compared with.</param>
    public static string Against(double value, double other) => Math.Abs(1 - (value / other)) < 0.005
        ? "level with"
        : FormattableString.Invariant($"{Math.Abs(1 - (value / other)):P0} {(value < other ? "below" : "above")}");

    /// <summary>A method's row.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="method">The method's name.</param>
    public static ComparisonRow Find(IReadOnlyList<ComparisonRow> rows, string method) => rows.First(row => row.Method == method);
}
