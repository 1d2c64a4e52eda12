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
            TuneClassTable.TrainAtAsync,
            TuneClassTable.RefitAsync)
            .With(Method.Joint, TuneClassTable.Settings, TuneClassTable.RunAsync, TuneClassTable.RunFromAsync)
            .With(Method.SelfTuning, SelfTuneClassTable.Settings, SelfTuneClassTable.RunAsync, SelfTuneClassTable.RunFromAsync)
            .With(Method.Structured, StructuredTuneClassTable.Settings, StructuredTuneClassTable.RunAsync, StructuredTuneClassTable.RunFromAsync)
            .With(Method.Random, RandomClassTable.Settings, RandomClassTable.RunAsync)
            .With(Method.Bayesian, BayesianClassTable.Settings, BayesianClassTable.RunAsync)
            .With(Method.Hyperband, HyperbandClassTable.Settings, HyperbandClassTable.RunAsync),
        new Subject<ClassTableEach, ClassTableEach.Trained, ClassTableEach.Hyperparameters>(
            TuneClassTableEach.Settings,
            TuneClassTableEach.TrainAtAsync,
            TuneClassTableEach.RefitAsync)
            .With(Method.Joint, TuneClassTableEach.Settings, TuneClassTableEach.RunAsync, TuneClassTableEach.RunFromAsync));

    /// <summary>For tables whose target is a number.</summary>
    public static Network Numbers { get; } = new(
        new Subject<NumberTarget, NumberTarget.Trained, NumberTarget.Hyperparameters>(
            TuneNumberTarget.Settings,
            TuneNumberTarget.TrainAtAsync,
            TuneNumberTarget.RefitAsync)
            .With(Method.Joint, TuneNumberTarget.Settings, TuneNumberTarget.RunAsync, TuneNumberTarget.RunFromAsync)
            .With(Method.SelfTuning, SelfTuneNumberTarget.Settings, SelfTuneNumberTarget.RunAsync, SelfTuneNumberTarget.RunFromAsync)
            .With(Method.Structured, StructuredTuneNumberTarget.Settings, StructuredTuneNumberTarget.RunAsync, StructuredTuneNumberTarget.RunFromAsync)
            .With(Method.Random, RandomNumberTarget.Settings, RandomNumberTarget.RunAsync)
            .With(Method.Bayesian, BayesianNumberTarget.Settings, BayesianNumberTarget.RunAsync)
            .With(Method.Hyperband, HyperbandNumberTarget.Settings, HyperbandNumberTarget.RunAsync),
        new Subject<NumberTargetEach, NumberTargetEach.Trained, NumberTargetEach.Hyperparameters>(
            TuneNumberTargetEach.Settings,
            TuneNumberTargetEach.TrainAtAsync,
            TuneNumberTargetEach.RefitAsync)
            .With(Method.Joint, TuneNumberTargetEach.Settings, TuneNumberTargetEach.RunAsync, TuneNumberTargetEach.RunFromAsync));

    /// <summary>For Fashion-MNIST.</summary>
    public static Network Clothes { get; } = new(
        new Subject<Clothes, Clothes.Trained, Clothes.Hyperparameters>(
            TuneClothes.Settings,
            TuneClothes.TrainAtAsync,
            TuneClothes.RefitAsync)
            .With(Method.Joint, TuneClothes.Settings, TuneClothes.RunAsync, TuneClothes.RunFromAsync)
            .With(Method.SelfTuning, SelfTuneClothes.Settings, SelfTuneClothes.RunAsync, SelfTuneClothes.RunFromAsync)
            .With(Method.Structured, StructuredTuneClothes.Settings, StructuredTuneClothes.RunAsync, StructuredTuneClothes.RunFromAsync)
            .With(Method.Random, RandomClothes.Settings, RandomClothes.RunAsync)
            .With(Method.Bayesian, BayesianClothes.Settings, BayesianClothes.RunAsync)
            .With(Method.Hyperband, HyperbandClothes.Settings, HyperbandClothes.RunAsync),
        new Subject<ClothesEach, ClothesEach.Trained, ClothesEach.Hyperparameters>(
            TuneClothesEach.Settings,
            TuneClothesEach.TrainAtAsync,
            TuneClothesEach.RefitAsync)
            .With(Method.Joint, TuneClothesEach.Settings, TuneClothesEach.RunAsync, TuneClothesEach.RunFromAsync));
}
