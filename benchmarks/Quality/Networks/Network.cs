namespace Hyper.Quality;

/// <summary>A network that is tuned: with a weight decay for each layer, and with one for each weight.</summary>
/// <param name="PerLayer">The class with a decay for each layer.</param>
/// <param name="PerWeight">The class with a decay for each weight.</param>
internal sealed record Network(ISubject PerLayer, ISubject PerWeight)
{
    /// <summary>For tables of classes.</summary>
    public static Network Classes { get; } = new(
        new Subject<ClassTable, ClassTable.Trained, ClassTable.Hyperparameters>(
            TuneClassTable.Settings,
            (at, data, settings, progress, cancellation) => TuneClassTable.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneClassTable.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneClassTable.Settings, (data, settings) => TuneClassTable.RunAsync(data, settings), (start, data, settings) => TuneClassTable.RunFromAsync(start, data, settings))
            .With(Method.SelfTuning, SelfTuneClassTable.Settings, (data, settings) => SelfTuneClassTable.RunAsync(data, settings), (start, data, settings) => SelfTuneClassTable.RunFromAsync(start, data, settings))
            .With(Method.Structured, StructuredTuneClassTable.Settings, (data, settings) => StructuredTuneClassTable.RunAsync(data, settings), (start, data, settings) => StructuredTuneClassTable.RunFromAsync(start, data, settings))
            .With(Method.Random, RandomClassTable.Settings, (data, settings) => RandomClassTable.RunAsync(data, settings))
            .With(Method.Bayesian, BayesianClassTable.Settings, (data, settings) => BayesianClassTable.RunAsync(data, settings))
            .With(Method.Hyperband, HyperbandClassTable.Settings, (data, settings) => HyperbandClassTable.RunAsync(data, settings)),
        new Subject<ClassTableEach, ClassTableEach.Trained, ClassTableEach.Hyperparameters>(
            TuneClassTableEach.Settings,
            (at, data, settings, progress, cancellation) => TuneClassTableEach.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneClassTableEach.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneClassTableEach.Settings, (data, settings) => TuneClassTableEach.RunAsync(data, settings), (start, data, settings) => TuneClassTableEach.RunFromAsync(start, data, settings)));

    /// <summary>For tables whose target is a number.</summary>
    public static Network Numbers { get; } = new(
        new Subject<NumberTarget, NumberTarget.Trained, NumberTarget.Hyperparameters>(
            TuneNumberTarget.Settings,
            (at, data, settings, progress, cancellation) => TuneNumberTarget.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneNumberTarget.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneNumberTarget.Settings, (data, settings) => TuneNumberTarget.RunAsync(data, settings), (start, data, settings) => TuneNumberTarget.RunFromAsync(start, data, settings))
            .With(Method.SelfTuning, SelfTuneNumberTarget.Settings, (data, settings) => SelfTuneNumberTarget.RunAsync(data, settings), (start, data, settings) => SelfTuneNumberTarget.RunFromAsync(start, data, settings))
            .With(Method.Structured, StructuredTuneNumberTarget.Settings, (data, settings) => StructuredTuneNumberTarget.RunAsync(data, settings), (start, data, settings) => StructuredTuneNumberTarget.RunFromAsync(start, data, settings))
            .With(Method.Random, RandomNumberTarget.Settings, (data, settings) => RandomNumberTarget.RunAsync(data, settings))
            .With(Method.Bayesian, BayesianNumberTarget.Settings, (data, settings) => BayesianNumberTarget.RunAsync(data, settings))
            .With(Method.Hyperband, HyperbandNumberTarget.Settings, (data, settings) => HyperbandNumberTarget.RunAsync(data, settings)),
        new Subject<NumberTargetEach, NumberTargetEach.Trained, NumberTargetEach.Hyperparameters>(
            TuneNumberTargetEach.Settings,
            (at, data, settings, progress, cancellation) => TuneNumberTargetEach.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneNumberTargetEach.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneNumberTargetEach.Settings, (data, settings) => TuneNumberTargetEach.RunAsync(data, settings), (start, data, settings) => TuneNumberTargetEach.RunFromAsync(start, data, settings)));

    /// <summary>For Fashion-MNIST.</summary>
    public static Network Clothes { get; } = new(
        new Subject<Clothes, Clothes.Trained, Clothes.Hyperparameters>(
            TuneClothes.Settings,
            (at, data, settings, progress, cancellation) => TuneClothes.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneClothes.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneClothes.Settings, (data, settings) => TuneClothes.RunAsync(data, settings), (start, data, settings) => TuneClothes.RunFromAsync(start, data, settings))
            .With(Method.SelfTuning, SelfTuneClothes.Settings, (data, settings) => SelfTuneClothes.RunAsync(data, settings), (start, data, settings) => SelfTuneClothes.RunFromAsync(start, data, settings))
            .With(Method.Structured, StructuredTuneClothes.Settings, (data, settings) => StructuredTuneClothes.RunAsync(data, settings), (start, data, settings) => StructuredTuneClothes.RunFromAsync(start, data, settings))
            .With(Method.Random, RandomClothes.Settings, (data, settings) => RandomClothes.RunAsync(data, settings))
            .With(Method.Bayesian, BayesianClothes.Settings, (data, settings) => BayesianClothes.RunAsync(data, settings))
            .With(Method.Hyperband, HyperbandClothes.Settings, (data, settings) => HyperbandClothes.RunAsync(data, settings)),
        new Subject<ClothesEach, ClothesEach.Trained, ClothesEach.Hyperparameters>(
            TuneClothesEach.Settings,
            (at, data, settings, progress, cancellation) => TuneClothesEach.TrainAtAsync(at, data, settings, progress, cancellation),
            (at, data, settings) => TuneClothesEach.RefitAsync(at, data, settings))
            .With(Method.Joint, TuneClothesEach.Settings, (data, settings) => TuneClothesEach.RunAsync(data, settings), (start, data, settings) => TuneClothesEach.RunFromAsync(start, data, settings)));
}
