using Hyper.Dsl;

namespace Hyper.Generators.Model.Hypernetworks;

/// <summary>Layers on end whose weights share one response: all layers of a model, or some of a hybrid's.</summary>
/// <param name="Family">The response family.</param>
/// <param name="Width">How wide its hidden layer is, resolved: its rank or hidden units; 0 for a family without one.</param>
/// <param name="FirstName">The name of the first layer, not escaped.</param>
/// <param name="LastName">The name of the last layer, not escaped.</param>
/// <param name="FirstLayer">Index of the first layer.</param>
/// <param name="LayerCount">The number of layers.</param>
/// <param name="Offset">Where the block's slice of the flat weight vector starts.</param>
/// <param name="WeightCount">Length of the slice.</param>
/// <param name="RowCount">Rows of the weight tensors: the units of each tensor, apart.</param>
internal sealed record HypernetworkBlock(
    Hypernetwork Family,
    int Width,
    string FirstName,
    string LastName,
    int FirstLayer,
    int LayerCount,
    int Offset,
    int WeightCount,
    int RowCount);
