namespace Hyper.Runtime.Layers;

/// <summary>One weight tensor of one layer and its place in the flat vector of elementary weights.</summary>
/// <param name="Name">The layer's name and the tensor's, as in <c>Hidden.weight</c>.</param>
/// <param name="Layer">Index of the layer, in the order of declaration.</param>
/// <param name="Offset">Index of its first element in the flat vector.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="FanIn">Inputs of one unit, which set the scale of the standard initialisation.</param>
/// <param name="UnitAxis">The dimension that counts the layer's output units: the first of most layers.</param>
public sealed record WeightSlot(string Name, int Layer, int Offset, long[] Shape, int FanIn, int UnitAxis = 0)
{
    /// <summary>Number of elements.</summary>
    public int Count { get; } = checked((int)Shape.Aggregate(1L, (product, size) => checked(product * size)));

    /// <summary>Output units of the layer.</summary>
    public int Units => (int)Shape[UnitAxis];

    /// <summary>The unit that an element belongs to.</summary>
    /// <param name="element">Index of the element within the slot.</param>
    public int UnitOf(int element)
    {
        var inner = 1L;
        for (var axis = UnitAxis + 1; axis < Shape.Length; axis++)
        {
            inner *= Shape[axis];
        }

        return (int)(element / inner % Shape[UnitAxis]);
    }
}
