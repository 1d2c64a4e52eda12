namespace Hyper.Quality;

/// <summary>A network that is tuned: with a weight decay for each layer, and with one for each weight.</summary>
/// <param name="PerLayer">The class with a decay for each layer.</param>
/// <param name="PerWeight">The class with a decay for each weight.</param>
internal sealed record Network(Subject PerLayer, Subject PerWeight)
{
    /// <summary>For tables of classes.</summary>
    public static Network Classes { get; } = new(Subject.Of<ClassTable>(), Subject.Of<ClassTableEach>());

    /// <summary>For tables whose target is a number.</summary>
    public static Network Numbers { get; } = new(Subject.Of<NumberTarget>(), Subject.Of<NumberTargetEach>());

    /// <summary>For Fashion-MNIST.</summary>
    public static Network Clothes { get; } = new(Subject.Of<Clothes>(), Subject.Of<ClothesEach>());
}
