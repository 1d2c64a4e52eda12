using Hyper.Runtime.Layers;

namespace Hyper.Runtime.Passes;

/// <summary>
/// One application of a layer whose derivative the library knows best, such as a convolution: autograd's graph of this layer
/// alone, inside a pass that is differentiated without it. Compiled passes make these.
/// </summary>
public readonly struct LayerGraph
{
    private readonly LayerLeaves leaves;
    private readonly Tensor input;
    private readonly Tensor traced;

    private LayerGraph(FeedForwardLayer layer, Tensor input, Tensor traced)
    {
        leaves = new LayerLeaves(layer);
        this.input = input;
        this.traced = traced;
        Output = traced.detach();
    }

    /// <summary>What the layer returned, without the graph, [rows, …].</summary>
    public Tensor Output { get; }

    /// <summary>Applies a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[rows, …].</param>
    /// <param name="tracesInput">Whether the gradient goes on to the input: weights have gone into it.</param>
    /// <exception cref="HyperDslException">The input does not have the layer's shape.</exception>
    public static LayerGraph Of(FeedForwardLayer layer, Tensor input, bool tracesInput)
    {
        using var traced = torch.enable_grad();
        var leaf = tracesInput ? input.detach().requires_grad_() : input;
        return new LayerGraph(layer, leaf, layer.forward(leaf));
    }

    /// <summary>Takes the gradient of the layer's output back to its weights in force.</summary>
    /// <param name="gradient">The gradient of the output, [rows, …].</param>
    /// <param name="accumulate">Whether it is added to what is in the weights' gradient, or replaces it.</param>
    public void PullBack(Tensor gradient, bool accumulate) => Differentiate(gradient, [.. leaves.Tensors], accumulate);

    /// <summary>Takes the gradient of the layer's output back to its weights in force and to its traced input.</summary>
    /// <param name="gradient">The gradient of the output, [rows, …].</param>
    /// <param name="accumulate">Whether it is added to what is in the weights' gradient, or replaces it.</param>
    /// <returns>The gradient of the input, of its shape.</returns>
    public Tensor PullBackToInput(Tensor gradient, bool accumulate) => Differentiate(gradient, [.. leaves.Tensors, input], accumulate)[^1];

    private IList<Tensor> Differentiate(Tensor gradient, Tensor[] by, bool accumulate)
    {
        var gradients = torch.autograd.grad([traced], by, [gradient]);
        leaves.Write(gradients!, accumulate);
        return gradients;
    }
}
