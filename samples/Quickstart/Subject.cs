using Comparing;
using Hyper.Runtime;

namespace Quickstart;

/// <summary>A model and its experiment, as the comparison sees them.</summary>
/// <param name="Inputs">Features that a row has to have.</param>
/// <param name="Settings">The experiment's own numbers.</param>
/// <param name="Methods">What is compared, by the seed that draws the random search.</param>
internal sealed record Subject(int Inputs, ExperimentSettings Settings, Func<int, IReadOnlyList<Method>> Methods)
{
    /// <summary>Both models tell ten classes apart.</summary>
    public const int Classes = 10;

    /// <summary>Full trainings of the random search.</summary>
    public const int Trials = 20;

    public static Subject Digits { get; } = new(64, TuneDigits.Settings, seed =>
    {
        var initial = new DigitClassifier.Hyperparameters();
        return
        [
            Method.Tuned(Verdict.Tuned, TuneDigits.RunAsync),
            Method.Refitted<TuneDigits.Refit, DigitClassifier.Hyperparameters>(Verdict.Tuned + Verdict.Refit, TuneDigits.RefitAsync, Verdict.Tuned),
            Method.Trained(Verdict.Untuned, TuneDigits.TrainAtAsync, initial),
            Method.Refitted<TuneDigits.Refit, DigitClassifier.Hyperparameters>(Verdict.Untuned + Verdict.Refit, TuneDigits.RefitAsync, Verdict.Untuned),
            Method.Search(Verdict.RandomSearch, TuneDigits.TrainAtAsync, Candidate.Draw(seed, Trials, candidate => initial with
            {
                WeightDecay = HyperVector.Repeat(candidate.WeightDecay, initial.WeightDecay.Count),
                Dropout = candidate.Dropout,
            })),
            Method.Refitted<TuneDigits.Refit, DigitClassifier.Hyperparameters>(Verdict.RandomSearch + Verdict.Refit, TuneDigits.RefitAsync, Verdict.RandomSearch),
        ];
    });

    public static Subject Fashion { get; } = new(784, TuneFashion.Settings, seed =>
    {
        var initial = new FashionClassifier.Hyperparameters();
        return
        [
            Method.Tuned(Verdict.Tuned, TuneFashion.RunAsync),
            Method.Refitted<TuneFashion.Refit, FashionClassifier.Hyperparameters>(Verdict.Tuned + Verdict.Refit, TuneFashion.RefitAsync, Verdict.Tuned),
            Method.Trained(Verdict.Untuned, TuneFashion.TrainAtAsync, initial),
            Method.Refitted<TuneFashion.Refit, FashionClassifier.Hyperparameters>(Verdict.Untuned + Verdict.Refit, TuneFashion.RefitAsync, Verdict.Untuned),
            Method.Search(Verdict.RandomSearch, TuneFashion.TrainAtAsync, Candidate.Draw(seed, Trials, candidate => initial with
            {
                WeightDecay = HyperVector.Repeat(candidate.WeightDecay, initial.WeightDecay.Count),
                Dropout = candidate.Dropout,
            })),
            Method.Refitted<TuneFashion.Refit, FashionClassifier.Hyperparameters>(Verdict.RandomSearch + Verdict.Refit, TuneFashion.RefitAsync, Verdict.RandomSearch),
        ];
    });

    /// <summary>The subject whose model takes rows of a width.</summary>
    /// <exception cref="HyperDslException">There is none.</exception>
    public static Subject For(Dataset rows, string source)
    {
        long width = rows.Inputs.shape[1];
        return width == Digits.Inputs ? Digits
            : width == Fashion.Inputs ? Fashion
            : throw new HyperDslException(FormattableString.Invariant(
                $"'{source}' has {width} features a row; the models of this sample take {Digits.Inputs} (8×8 pixels) or {Fashion.Inputs} (28×28 pixels)."));
    }
}
