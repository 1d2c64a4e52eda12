namespace Hyper.Dsl;

/// <summary>
/// Marks the method that maps a batch of inputs to the model's outputs: <c>Tensor Name(Tensor inputs)</c>. Row i of the
/// outputs belongs to row i of the inputs.
/// </summary>
/// <example><code>[Forward] private Tensor Predict(Tensor pixels) => Output.forward(pixels);</code></example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ForwardAttribute : Attribute
{
}
