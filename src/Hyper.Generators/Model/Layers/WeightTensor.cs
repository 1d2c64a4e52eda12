namespace Hyper.Generators.Model.Layers;

/// <summary>One weight tensor of a layer.</summary>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Its shape, each size at least 1.</param>
/// <param name="FanIn">Inputs of one unit, which set the scale of the uniform initialisation.</param>
/// <param name="UnitAxis">The dimension that counts the layer's units.</param>
/// <param name="Initialization">What its elements are at first.</param>
/// <param name="UnitGroups">In how many groups the first dimension is divided, each with units of its own.</param>
/// <param name="Gates">How many times the unit axis runs through the units.</param>
internal sealed record WeightTensor(
    string Name,
    EquatableArray<int> Shape,
    int FanIn = 1,
    int UnitAxis = 0,
    Initialization Initialization = Initialization.Uniform,
    int UnitGroups = 1,
    int Gates = 1)
{
    /// <summary>Number of elements; <see cref="long.MaxValue"/> where that is too small to count them.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product > long.MaxValue / size ? long.MaxValue : product * size);
}
