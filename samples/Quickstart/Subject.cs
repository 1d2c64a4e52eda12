using Hyper.Runtime;

namespace Quickstart;

/// <summary>Tunes in one run.</summary>
internal delegate Task<Finding> Tune(
    DataSplits data, ExperimentSettings settings, IProgress<TuningProgress> progress, CancellationToken cancellation);

/// <summary>Trains once, at a candidate of the random search, or at the initial hyperparameters where it is null.</summary>
internal delegate Task<Finding> Train(
    Candidate? candidate, DataSplits data, ExperimentSettings settings, IProgress<TuningProgress> progress, CancellationToken cancellation);

/// <summary>A model and its experiment, as the comparison sees them.</summary>
/// <param name="Inputs">Features that a row has to have.</param>
/// <param name="Settings">The experiment's own numbers.</param>
/// <param name="Tune">Its <c>RunAsync</c>.</param>
/// <param name="Train">Its <c>TrainAtAsync</c>.</param>
internal sealed record Subject(int Inputs, ExperimentSettings Settings, Tune Tune, Train Train)
{
    /// <summary>Both models tell ten classes apart.</summary>
    public const int Classes = 10;

    public static Subject Digits { get; } = new(
        64,
        TuneDigits.Settings,
        async (data, settings, progress, cancellation) => Finding.Of(await TuneDigits.RunAsync(data, settings, progress, cancellation)),
        async (candidate, data, settings, progress, cancellation) =>
        {
            var values = new DigitClassifier.Hyperparameters();
            if (candidate is not null)
                values = new() { WeightDecay = HyperVector.Repeat(candidate.WeightDecay, values.WeightDecay.Count), Dropout = candidate.Dropout };
            return Finding.Of(await TuneDigits.TrainAtAsync(values, data, settings, progress, cancellation));
        });

    public static Subject Fashion { get; } = new(
        784,
        TuneFashion.Settings,
        async (data, settings, progress, cancellation) => Finding.Of(await TuneFashion.RunAsync(data, settings, progress, cancellation)),
        async (candidate, data, settings, progress, cancellation) =>
        {
            var values = new FashionClassifier.Hyperparameters();
            if (candidate is not null)
                values = new() { WeightDecay = HyperVector.Repeat(candidate.WeightDecay, values.WeightDecay.Count), Dropout = candidate.Dropout };
            return Finding.Of(await TuneFashion.TrainAtAsync(values, data, settings, progress, cancellation));
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
