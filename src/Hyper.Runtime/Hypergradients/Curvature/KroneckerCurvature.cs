using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// Kronecker-factored curvature (K-FAC, Martens and Grosse 2015; KFC for convolutions, Grosse and Martens 2016): for each
/// linear and convolutional layer E[xxᵀ] of its inputs and the sum of δδᵀ at its outputs, inverted in their eigenbases,
/// where the penalties' diagonal is added (Bae et al. 2018). The weights of other layers have a diagonal.
/// </summary>
/// <remarks>
/// For a linear model under squared error with one strength λ for all weights, Ĥ = 2·E[xxᵀ]⊗I + 2λI, exactly. A penalty with
/// strengths of its own for each weight enters by its diagonal in that eigenbasis, the best that a basis allows. A
/// refresh costs two backward passes for each output of a row, and eigenvectors of matrices as large as a layer's inputs
/// and outputs, which are computed anew in the first, second, fourth and eighth refresh and each sixteenth.
/// </remarks>
public sealed class KroneckerCurvature : CurvatureEstimate
{
    private const int BasisEvery = 16;

    private readonly ElementaryLayout layout;
    private readonly SortedDictionary<int, Block> blocks = [];
    private Tensor? inverse;

    /// <summary>Starts without an estimate.</summary>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="damping">δ, 0 or above: added to the diagonal.</param>
    /// <param name="noise">The source of probes; null for the library's own.</param>
    public KroneckerCurvature(ElementaryLayout layout, double damping = 0, Generator? noise = null)
        : base(damping, noise) => this.layout = layout;

    /// <inheritdoc/>
    public override Tensor Solve(Tensor vector)
    {
        using var scope = torch.NewDisposeScope();
        var result = vector * (inverse ?? throw NotRefreshed());
        foreach (var block in blocks.Values)
        {
            var inBasis = block.OutputBasis!.t().mm(LayerBlock.Read(layout, block.WeightSlot, block.BiasSlot, vector)).mm(block.InputBasis!);
            var solved = block.OutputBasis.mm(inBasis.div_(block.Curvatures!)).mm(block.InputBasis!.t());
            LayerBlock.Write(layout, block.WeightSlot, block.BiasSlot, solved, result);
        }

        return result.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override CurvatureEstimate Clone()
    {
        var copy = new KroneckerCurvature(layout, Damping) { inverse = inverse?.clone().DetachFromDisposeScope() };
        foreach (var (slot, block) in blocks)
        {
            copy.blocks.Add(slot, block.Clone());
        }

        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    private protected override void Accumulate(IReadOnlyList<LayerCurvature> layers, double memory)
    {
        foreach (var layer in layers)
        {
            var ofInputs = layer.Inputs.t().mm(layer.Inputs).div_(Scalars.Of(layer.Inputs.shape[0]));
            var ofOutputs = layer.Signals.Aggregate((Tensor?)null, (sum, pair) => sum is null ? pair.First.t().mm(pair.Second) : sum.addmm_(pair.First.t(), pair.Second, beta: 1, alpha: 1))!;
            if (!blocks.TryGetValue(layer.WeightSlot, out var block))
            {
                block = new Block(layer.WeightSlot, layer.BiasSlot, torch.zeros_like(ofInputs).DetachFromDisposeScope(), torch.zeros_like(ofOutputs).DetachFromDisposeScope());
                blocks.Add(layer.WeightSlot, block);
            }

            block.OfInputs.mul_(Scalars.Of(memory)).add_(ofInputs, Scalars.Of(1));
            block.OfOutputs.mul_(Scalars.Of(memory)).add_(ofOutputs.add(ofOutputs.t(), Scalars.Of(1)), Scalars.Of(0.5));
        }
    }

    /// <inheritdoc/>
    private protected override void Prepare(bool refreshed)
    {
        var newBasis = refreshed && ((Refreshes & (Refreshes - 1)) == 0 || Refreshes % BasisEvery == 0);
        foreach (var block in blocks.Values)
        {
            if (newBasis || block.InputBasis is null)
            {
                block.Decompose(Weight);
            }

            block.Add(LayerBlock.Read(layout, block.WeightSlot, block.BiasSlot, Penalty), Damping);
        }

        inverse ??= torch.zeros_like(Penalty).DetachFromDisposeScope();
        inverse.copy_(DiagonalCurvature.Floored((Rest / Scalars.Of(Weight)).abs_().add_(Penalty, Scalars.Of(1)).add_(Scalars.Of(Damping), Scalars.Of(1))).reciprocal_());
    }

    private protected override void Save(StateWriter to)
    {
        base.Save(to);
        to.Add("inverse", inverse);
        foreach (var (slot, block) in blocks)
        {
            to.Add($"slot_{slot}", block);
        }
    }

    private protected override void Restore(StateReader from)
    {
        base.Restore(from);
        inverse = from.OwnOrNone("inverse");
        for (var slot = 0; slot < layout.Slots.Count; slot++)
        {
            if (from.Has($"slot_{slot}"))
            {
                blocks.Add(slot, Block.Restored(slot, from.Part($"slot_{slot}")));
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inverse?.Dispose();
            foreach (var block in blocks.Values)
            {
                block.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>The factors of one layer, as sums over refreshes, and the eigenbases that they are inverted in.</summary>
    private sealed class Block(int weightSlot, int biasSlot, Tensor ofInputs, Tensor ofOutputs) : IDisposable, IResumable
    {
        private Tensor? product;
        private Tensor? inputSquares;
        private Tensor? outputSquares;

        public int WeightSlot => weightSlot;

        public int BiasSlot => biasSlot;

        public Tensor OfInputs => ofInputs;

        public Tensor OfOutputs => ofOutputs;

        public Tensor? InputBasis { get; private set; }

        public Tensor? OutputBasis { get; private set; }

        /// <summary>The curvature along each pair of eigenvectors, penalties included, [outputs, inputs].</summary>
        public Tensor? Curvatures { get; private set; }

        public void Decompose(double weight)
        {
            Release();

            // The eigenvalues of what is close to singular are worth double precision.
            var (inputValues, inputVectors) = torch.linalg.eigh((ofInputs / Scalars.Of(weight)).to(ScalarType.Float64));
            var (outputValues, outputVectors) = torch.linalg.eigh((ofOutputs / Scalars.Of(weight)).to(ScalarType.Float64));
            InputBasis = Kept(inputVectors);
            OutputBasis = Kept(outputVectors);
            inputSquares = Kept(inputVectors.pow(Scalars.Of(2)));
            outputSquares = Kept(outputVectors.pow(Scalars.Of(2)));
            product = Kept(outputValues.clamp_min(Scalars.Of(0)).view(-1, 1) * inputValues.clamp_min(Scalars.Of(0)).view(1, -1));

            // Eigenvectors come column by column: laid out like all others, they are multiplied the same way after a checkpoint.
            Tensor Kept(Tensor tensor) => tensor.to(ofInputs.dtype, copy: true).contiguous().DetachFromDisposeScope();
        }

        public void Add(Tensor penalty, double damping)
        {
            var diagonal = outputSquares!.t().mm(penalty).mm(inputSquares!);
            var all = DiagonalCurvature.Floored(diagonal.add_(product!, Scalars.Of(1)).add_(Scalars.Of(damping), Scalars.Of(1)));
            Curvatures ??= torch.zeros_like(all).DetachFromDisposeScope();
            Curvatures.copy_(all);
        }

        public Block Clone()
        {
            return new Block(weightSlot, biasSlot, Copy(ofInputs)!, Copy(ofOutputs)!)
            {
                product = Copy(product),
                inputSquares = Copy(inputSquares),
                outputSquares = Copy(outputSquares),
                InputBasis = Copy(InputBasis),
                OutputBasis = Copy(OutputBasis),
                Curvatures = Copy(Curvatures),
            };

            static Tensor? Copy(Tensor? tensor) => tensor?.clone().DetachFromDisposeScope();
        }

        public static Block Restored(int weightSlot, StateReader from)
        {
            var block = new Block(weightSlot, (int)from.Whole("bias_slot"), from.Own("of_inputs"), from.Own("of_outputs"));
            block.Restore(from);
            return block;
        }

        public void Save(StateWriter to)
        {
            to.Add("bias_slot", biasSlot);
            to.Add("of_inputs", ofInputs);
            to.Add("of_outputs", ofOutputs);
            to.Add("product", product);
            to.Add("input_squares", inputSquares);
            to.Add("output_squares", outputSquares);
            to.Add("input_basis", InputBasis);
            to.Add("output_basis", OutputBasis);
            to.Add("curvatures", Curvatures);
        }

        public void Restore(StateReader from)
        {
            product = from.OwnOrNone("product");
            inputSquares = from.OwnOrNone("input_squares");
            outputSquares = from.OwnOrNone("output_squares");
            InputBasis = from.OwnOrNone("input_basis");
            OutputBasis = from.OwnOrNone("output_basis");
            Curvatures = from.OwnOrNone("curvatures");
        }

        public void Dispose()
        {
            Release();
            Curvatures?.Dispose();
            ofInputs.Dispose();
            ofOutputs.Dispose();
        }

        private void Release()
        {
            foreach (var tensor in (Tensor?[])[product, inputSquares, outputSquares, InputBasis, OutputBasis])
            {
                tensor?.Dispose();
            }
        }
    }
}
