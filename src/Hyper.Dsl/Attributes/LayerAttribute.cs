namespace Hyper.Dsl;

/// <summary>What every layer attribute can say: which response family the layer's own weights have.</summary>
/// <remarks>
/// Without it a layer has the family of its class (<see cref="HyperModelAttribute"/>). Layers on end with the same
/// family share its matrices: a hybrid hypernetwork is a sequence of such blocks. An experiment that names a family
/// (<see cref="ExperimentAttribute{TModel}.Hypernetwork"/>) has it for all layers.
/// </remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    // The kinds of layers are those that the compiler knows: what another assembly derives, it would not see.
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The response family of this layer's weights. <see cref="Hypernetwork.Auto"/>, the family of the class, by default.
    /// </summary>
    public Hypernetwork Hypernetwork { get; set; }

    /// <summary>
    /// Rank r of <see cref="Hypernetwork.Factorized"/> for this layer: at least 1, and below both the number of
    /// hyperparameters and the number of the block's weights. The rank of the class by default.
    /// </summary>
    public int Rank { get; set; } = ExperimentDefaults.Rank;

    /// <summary>
    /// Hidden units h of <see cref="Hypernetwork.Mlp"/> for this layer: at least 1. Those of the class by default.
    /// </summary>
    public int HiddenUnits { get; set; } = ExperimentDefaults.HiddenUnits;
}
