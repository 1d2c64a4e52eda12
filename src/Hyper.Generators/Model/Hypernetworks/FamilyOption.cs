namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>The option of a response family that says how wide its hidden layer is.</summary>
/// <param name="Name">Its name in the attributes of models and layers.</param>
/// <param name="Default">What it is where nothing is said.</param>
/// <param name="Describe">The family's width as a phrase after its name.</param>
internal sealed record FamilyOption(string Name, int Default, Func<int, string> Describe)
{
    /// <summary>What it has to stay below; <see langword="null"/> where every number from 1 up makes sense.</summary>
    public Func<HypernetworkSize, long>? Limit { get; init; }

    /// <summary>What it is in a block where nothing is said: the default, or the largest that fits.</summary>
    public int DefaultIn(HypernetworkSize size) => Limit is { } limit ? (int)Math.Min(Default, Math.Max(1, limit(size) - 1)) : Default;
}
