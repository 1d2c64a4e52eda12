namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperLinear</c>: a fully connected layer <c>y = xWᵀ + b</c> whose weights come
/// from the hypernetwork.
/// </summary>
/// <example><code>[Linear(inputs: 64, outputs: 10)] public partial HyperLinear Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class LinearAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="inputs">Features of a row that comes in: at least 1.</param>
    /// <param name="outputs">Features of a row that goes out, the layer's units: at least 1.</param>
    public LinearAttribute(int inputs, int outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>Features of a row that comes in.</summary>
    public int Inputs { get; }

    /// <summary>Features of a row that goes out.</summary>
    public int Outputs { get; }

    /// <summary>Whether each unit has a bias. <see langword="true"/> by default.</summary>
    public bool Bias { get; set; } = true;
}
