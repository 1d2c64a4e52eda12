namespace Hyper.Generators.Model.Layers;

/// <summary>What a weight tensor's elements are at first; the members are named as the runtime names them.</summary>
internal enum Initialization
{
    /// <summary>Uniform within ±1/√fan-in.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and variance 1.</summary>
    Normal,

    /// <summary>All one.</summary>
    Ones,

    /// <summary>All zero.</summary>
    Zeros,
}
