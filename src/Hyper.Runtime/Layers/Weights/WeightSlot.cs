namespace Hyper.Runtime.Layers.Weights;

/// <summary>One weight tensor of one layer and its place in the flat vector of elementary weights.</summary>
/// <param name="Name">The layer's name and the tensor's, as in <c>Hidden.weight</c>.</param>
/// <param name="Layer">Index of the layer, in the order of declaration.</param>
/// <param name="Offset">Index of its first element in the flat vector.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="FanIn">Inputs of one unit, which set the scale of the uniform initialisation.</param>
/// <param name="UnitAxis">The dimension that counts the layer's output units: the first of most layers.</param>
/// <param name="Initialization">What its elements are at first.</param>
/// <param name="UnitGroups">
/// In how many groups the first dimension is divided, each with output units of its own that <paramref name="UnitAxis"/>
/// counts: the groups of a transposed convolution, 1 for all else.
/// </param>
/// <param name="Gates">How many times <paramref name="UnitAxis"/> runs through the units: the gates of a recurrent layer, 1 for all else.</param>
public sealed record WeightSlot(
    string Name,
    int Layer,
    int Offset,
    long[] Shape,
    int FanIn,
    int UnitAxis = 0,
    Initialization Initialization = Initialization.Uniform,
    int UnitGroups = 1,
    int Gates = 1)
{
    /// <summary>Number of elements.</summary>
    public int Count { get; } = checked((int)Shape.Aggregate(1L, (product, size) => checked(product * size)));

    /// <summary>Whether its elements multiply inputs: those of biases, and of a normalisation's scales and shifts, stand in one row.</summary>
    public bool IsMultiplier => Shape.Length > 1;

    /// <summary>Output units of the layer.</summary>
    public int Units => (int)(Shape[UnitAxis] / Gates) * UnitGroups;

    /// <summary>
    /// The standard deviation of the standard initialisation; 1 for tensors that start at a constant, which scale and
    /// shift features of variance 1.
    /// </summary>
    public double Spread => Initialization == Initialization.Uniform ? Math.Sqrt(1.0 / (3.0 * FanIn)) : 1;

    /// <summary>The unit that an element belongs to.</summary>
    /// <param name="element">Index of the element within the slot.</param>
    public int UnitOf(int element)
    {
        var inner = 1L;
        for (var axis = UnitAxis + 1; axis < Shape.Length; axis++)
        {
            inner *= Shape[axis];
        }

        var units = Shape[UnitAxis] / Gates;
        var group = (long)element * UnitGroups / Count;
        return (int)((group * units) + (element / inner % Shape[UnitAxis] % units));
    }
}
