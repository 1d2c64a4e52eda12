using Hyper.Generators.Model;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>
/// What the code of one block calls things. Where a block is all there is, they have plain names; the blocks of a hybrid
/// work on slices, and everything of theirs ends in the name of the block's first layer.
/// </summary>
internal sealed class BlockCode
{
    /// <summary>All that <c>Recenter</c> has to say of a family centered at û.</summary>
    public const string StaysPut = "// The response is centered at û: its weights there stay where they are.";

    private readonly ResponseMatrices _matrices;
    private readonly string _suffix;
    private readonly string _weights;

    /// <param name="model">The model, with the hypernetwork that is written.</param>
    /// <param name="layout">Where the layout of its weights is, seen from the response.</param>
    /// <param name="block">The block.</param>
    /// <param name="matrices">The matrices of the whole response.</param>
    public BlockCode(ModelClass model, string layout, HypernetworkBlock block, ResponseMatrices matrices)
    {
        _weights = $"{layout}.Weights";
        Model = model;
        Block = block;
        _matrices = matrices;
        _suffix = model.Hypernetwork.IsHybrid ? block.FirstName : "";
        Response = ResponseEmitters.Write(this);
    }

    public ModelClass Model { get; }

    public HypernetworkBlock Block { get; }

    public ResponseCode Response { get; }

    /// <summary>The block's weights, [S, P]: the parameter of <c>Respond</c>, or a slice of it.</summary>
    public string Weights => "weights" + _suffix;

    /// <summary>The gradient with respect to them, [S, P].</summary>
    public string Gradient => "gradient" + _suffix;

    /// <summary>What the block keeps from <c>Respond</c> to the pull-backs.</summary>
    public string Hidden => "hidden" + _suffix;

    /// <summary>The gradient with respect to that. In a hybrid it must not look like what a layer called Gradient keeps.</summary>
    public string HiddenGradient => Model.Hypernetwork.IsHybrid ? "delta" + _suffix : "hiddenGradient";

    /// <summary>The layout of the block's weights, within the constructor.</summary>
    public string Layout => Model.Hypernetwork.IsHybrid ? "layout" + _suffix : _weights;

    /// <summary>The layout of the block's weights, anywhere.</summary>
    public string LayoutExpression => Model.Hypernetwork.IsHybrid ? $"{_weights}.Layers({Block.FirstLayer.Code()}, {Block.LayerCount.Code()})" : _weights;

    /// <summary>The field with the rows of the block's weight tensors, where the family has one.</summary>
    public string Rows => "rows" + _suffix;

    /// <summary>What a product does with the hypergradient that is there: 0 writes over it, 1 adds to it.</summary>
    public string Beta => Model.Hypernetwork.IsHybrid ? "1" : "0";

    /// <summary>Adds a matrix to φ.</summary>
    public ResponseMatrix Matrix(string name, int rows, int columns) => _matrices.Add(name + _suffix, rows, columns);

    /// <summary>Adds a matrix of long rows, whose gradient is kept as the factors of a sum over the samples.</summary>
    public ResponseMatrix SummedMatrix(string name, int rows, int columns) => _matrices.Add(name + _suffix, rows, columns, isSum: true);

    /// <summary>Adds a matrix of general parameters, which the weights at z = 0 move with one to one.</summary>
    public ResponseMatrix General(string name) => _matrices.Add(name + _suffix, 1, Block.WeightCount, isGeneral: true);

    /// <summary>Adds general parameters whose gradient is nothing but the sum of the samples' own.</summary>
    public ResponseMatrix SummedGeneral(string name) => _matrices.Add(name + _suffix, 1, Block.WeightCount, isGeneral: true, isSum: true);

    /// <summary>Writes a projection to the hypergradient, or adds it to what other blocks have written.</summary>
    public string ToHypergradient(string projection) => Model.Hypernetwork.IsHybrid
        ? $"hypergradient.add_({projection}, {RuntimeNames.Scalars}.Of(1));"
        : $"hypergradient.copy_({projection});";
}
