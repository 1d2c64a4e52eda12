namespace Hyper.Generators.Model.Layers;

/// <summary>An option of a layer, as the constructor of its runtime class takes it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Values">One number, or one for each of the dimensions.</param>
internal sealed record LayerOption(string Name, EquatableArray<double> Values)
{
    public LayerOption(string name, params double[] values)
        : this(name, values.ToEquatableArray())
    {
    }
}
