namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperGru</c>: a gated recurrent unit (Cho et al., 2014), <c>[rows, time, inputs]</c> to
/// <c>[rows, time, hidden]</c>, whose weights come from the hypernetwork.
/// </summary>
/// <example><code>[Gru(inputs: 32, hidden: 64)] public partial HyperGru Layer { get; }</code></example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class GruAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="inputs">Features of a time step that comes in: at least 1.</param>
    /// <param name="hidden">Features of the state, the layer's units: at least 1.</param>
    public GruAttribute(int inputs, int hidden)
    {
        Inputs = inputs;
        Hidden = hidden;
    }

    /// <summary>Features of a time step that comes in.</summary>
    public int Inputs { get; }

    /// <summary>Features of the state, the layer's units.</summary>
    public int Hidden { get; }

    /// <summary>Whether each gate has biases. <see langword="true"/> by default.</summary>
    public bool Bias { get; set; } = true;
}
