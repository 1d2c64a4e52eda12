using System.CommandLine;
using Comparing;
using DataCleaning;
using Hyper.App;
using Hyper.Runtime.Runs;

const string Oracle = "oracle";
const int Validation = 500;

Option<double?> share = NumberOption.Of("--wrong", 0.01, 0.9, "Share of the training labels that are made wrong. [default: a third]");

return await new SampleProgram
{
    Name = "DataCleaning",
    Description = $"Makes a third of {DigitCleaner.Examples} training labels wrong, and tunes a weight for every training example in one run, so"
        + $" that the wrong ones count little. Compares the result with a training at equal weights ({Verdict.Untuned}) and with one that knows"
        + $" the wrong labels and leaves them out, at the tuned weight decay ({Oracle}).",
    Examples = """
        Examples:
          DataCleaning                                     the digits, with the experiment's own seed and steps
          DataCleaning --seed 3 --json comparison.json     other splits and other wrong labels, and the table as a file
          DataCleaning --wrong 0.5                         half of the labels are wrong
        """,
    Settings = CleanDigits.Settings,
    Options = [share],
    Load = given =>
    {
        (DataSplits splits, WrongLabels wrong) = Spoiled(given.Seed, given.Get(share));
        var equal = new DigitCleaner.Hyperparameters();
        HyperVector known = HyperVector.From([.. Enumerable.Range(0, DigitCleaner.Examples).Select(row => wrong[row] ? 1e-6 : 1 - 1e-6)]);
        return new Comparison(
            "digits",
            splits,
            CleanDigits.Settings,
            [
                Method.Tuned(Verdict.Tuned, CleanDigits.RunAsync),
                Method.Trained(Verdict.Untuned, CleanDigits.TrainAtAsync, equal),
                Method.TrainedAfter(
                    Oracle, CleanDigits.TrainAtAsync, Verdict.Tuned, (DigitCleaner.Hyperparameters tuned) => tuned with { Trust = known }),
            ])
        {
            Measures =
            [
                new Measure("auc", "wrong labels\nfound (AUC)", "F3", found => wrong.AreaUnderCurve(Trust(found))),
                new Measure("found", "among the\nleast trusted", "P0", found => wrong.ShareAmongLeast(Trust(found))),
            ],
        };
    },
    Data = request => Spoiled(request.Seed, share: null).Splits,
    Summary = rows =>
    {
        ComparisonRow tuned = Verdict.Find(rows, Verdict.Tuned);
        ComparisonRow untuned = Verdict.Find(rows, Verdict.Untuned);
        ComparisonRow oracle = Verdict.Find(rows, Oracle);
        return FormattableString.Invariant(
            $"The weights tell wrong labels from right ones with an area under the ROC curve of {tuned.Measures[0].Value:F3}: of a wrong and a right label, the wrong one counts less in that share of pairs. On the test rows tuning wins {100 * (tuned.Accuracy - untuned.Accuracy):F1} points of accuracy, where knowing the wrong labels wins {100 * (oracle.Accuracy - untuned.Accuracy):F1}, in one run of {tuned.Seconds:F1} s.");
    },
}.RunAsync(args);

static IReadOnlyList<double> Trust(Finding found)
{
    HyperparameterInfo info = found.Space.Hyperparameters.First(each => each.Name == nameof(DigitCleaner.Trust));
    return [.. found.NaturalValues.Skip(info.Offset).Take(info.Count)];
}

static (DataSplits Splits, WrongLabels Wrong) Spoiled(int seed, double? share)
{
    using Dataset all = Digits.Load();
    DataSplits splits = DataSplits.Random(all, seed, DigitCleaner.Examples, Validation, (int)all.Count - DigitCleaner.Examples - Validation);
    return (splits, WrongLabels.Make(splits.Training, Digits.Classes, share ?? 1.0 / 3, seed));
}
