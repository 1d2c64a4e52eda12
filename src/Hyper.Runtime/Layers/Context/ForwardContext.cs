using Hyper.Runtime.Layers.Rows;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Layers.Context;

/// <summary>
/// What a model's layers, penalties and regularisers need to know of the pass they are part of: the elementary weights
/// in force, the hyperparameters, which rows belong to which sample, and the source of noise.
/// </summary>
public sealed class ForwardContext : IDisposable
{
    private readonly Dictionary<Dsl.Per, Tensor> valueOfWeight = [];
    private readonly List<PenaltyTerm> penalties = [];
    private readonly HyperparameterSpace space;
    private WeightSource? weights;
    private readonly Dictionary<(int Samples, long Rows), Tensor> rowShares = [];
    private Tensor? unconstrained;
    private Tensor? multipliers;

    /// <summary>Creates the context of one model.</summary>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="space">The model's hyperparameters.</param>
    public ForwardContext(ElementaryLayout layout, HyperparameterSpace space)
    {
        Layout = layout;
        this.space = space;
    }

    /// <summary>The model's elementary weights.</summary>
    public ElementaryLayout Layout { get; }

    /// <summary>What the model instance holds beside its weights, such as running statistics.</summary>
    public ModelState State { get; } = new();

    /// <summary>The elementary weights in force.</summary>
    /// <exception cref="InvalidOperationException">No pass has begun.</exception>
    public WeightSource Weights => weights ?? throw NotBegun();

    /// <summary>Whether regularisers such as dropout are active.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>Rows of the batch.</summary>
    public long Rows { get; private set; }

    /// <summary>The source of noise; null for the library's own.</summary>
    public Generator? Noise { get; set; }

    /// <summary>
    /// Which row of the training split each row of the batch is, [rows] of type Int64; null outside of training. It tells
    /// hyperparameters that come one an example which of their values a row answers to.
    /// </summary>
    public Tensor? Examples { get; private set; }

    /// <summary>
    /// Sees what goes through each conditioned layer: the layer's weight slot, its input and its output. Curvature is
    /// tracked through it; null for nobody.
    /// </summary>
    public Action<int, Tensor, Tensor>? Observer { get; set; }

    /// <summary>Whether autograd differentiates every pass, also those that the compiler has differentiated.</summary>
    public bool UsesAutograd { get; set; }

    /// <summary>Passes that an error of the library has ended, and that were taken once more.</summary>
    internal int PassesTakenAgain { get; set; }

    /// <summary>S, the number of hyperparameter samples of the pass.</summary>
    public int Samples => Weights.Samples;

    /// <summary>The model's hyperparameters.</summary>
    internal HyperparameterSpace Space => space;

    /// <summary>Number of the pass: it tells a cached value that it is out of date.</summary>
    internal long Pass { get; private set; }

    /// <summary>Begins a pass.</summary>
    /// <param name="source">The weights of S samples.</param>
    /// <param name="unconstrainedValues">Their hyperparameters, [S, n].</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="training">Whether regularisers such as dropout are active.</param>
    /// <param name="examples">Which row of the training split each row of the batch is; null where it does not come from there.</param>
    /// <exception cref="HyperDslException">There are fewer rows than samples.</exception>
    public void Begin(WeightSource source, Tensor unconstrainedValues, long rows, bool training, Tensor? examples = null)
    {
        weights = source;
        unconstrained = unconstrainedValues;
        IsTraining = training;
        Examples = examples;
        if (rows < source.Samples)
        {
            throw RowGroups.TooFew(rows, source.Samples);
        }

        Rows = rows;
        State.SwitchModules(training);
        penalties.Clear();
        Pass++;
    }

    /// <summary>
    /// Puts other weights in force in the midst of a pass, of which all else stays: what the forward method drew and read
    /// is still so for the loss.
    /// </summary>
    /// <param name="source">Weights of as many samples.</param>
    internal void Continue(WeightSource source) => weights = source;

    /// <summary>
    /// Runs the backward pass of the pass's loss; the gradient is in <see cref="ElementaryWeights.Gradient"/> then.
    /// </summary>
    /// <param name="loss">What the training or validation loss returned: a scalar.</param>
    /// <exception cref="InvalidOperationException">The weights in force are traced: autograd differentiates the loss itself.</exception>
    public void Backward(Tensor loss)
    {
        if (Weights is not ElementaryWeights leaves)
        {
            throw new InvalidOperationException("The weights in force are part of a graph: differentiate the loss with autograd.");
        }

        leaves.Backward(loss);
        foreach (var penalty in penalties)
        {
            penalty.AddGradientTo(leaves.Gradient);
        }

        penalties.Clear();
    }

    /// <summary>Sets the gradient of the weights in force to zero; compiled passes call this where they do not write all of it.</summary>
    public void ClearGradient() => ((ElementaryWeights)Weights).Gradient.zero_();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[.. rowShares.Values, .. valueOfWeight.Values])
        {
            tensor.Dispose();
        }

        multipliers?.Dispose();
        State.Dispose();
    }

    /// <summary>The natural values of one hyperparameter in this pass, [S, count].</summary>
    internal Tensor NaturalValues(HyperparameterInfo info) => info.ToNatural(UnconstrainedValues(info));

    /// <summary>A hyperparameter's unconstrained coordinates, [S, count]: a view.</summary>
    internal Tensor UnconstrainedValues(HyperparameterInfo info)
    {
        var u = unconstrained ?? throw NotBegun();
        return info.Count == space.Count ? u : u.narrow(1, info.Offset, info.Count);
    }

    /// <summary>Each weight's own natural value: [S, P], or [S, 1] where one value serves them all.</summary>
    internal Tensor NaturalValuesOfWeights(HyperparameterInfo info, Tensor natural)
    {
        var values = OfAllWeights(info, natural);
        return info.Penalized == Dsl.Penalized.All ? values : values * Multipliers(values.dtype);
    }

    private Tensor OfAllWeights(HyperparameterInfo info, Tensor natural)
    {
        if (info.Granularity is Dsl.Per.Layer or Dsl.Per.Unit)
        {
            return natural.index_select(1, ValueOfWeight(info.Granularity));
        }

        return info.Granularity == Dsl.Per.Weight || info.Count == 1
            ? natural
            : throw new HyperDslException(
                $"{info.Name} has {info.Count} values of its own (Count), so a penalty on the weights cannot tell which weight answers to which. Use Per.Layer, Per.Unit or Per.Weight instead of Count.");
    }

    /// <summary>The share of the batch's rows that each sample has, [S, 1]; they add up to 1.</summary>
    internal Tensor RowShares
    {
        get
        {
            // A run has two or three sizes of batch, so they are computed once each.
            if (!rowShares.TryGetValue((Samples, Rows), out var shares))
            {
                shares = ShareRows();
                rowShares.Add((Samples, Rows), shares);
            }

            return shares;
        }
    }

    /// <summary>Shows the observer what a layer made of its input.</summary>
    /// <returns>The output.</returns>
    internal Tensor Observe(int weightSlot, Tensor input, Tensor output)
    {
        Observer?.Invoke(weightSlot, input, output);
        return output;
    }

    /// <summary>The number of penalties that this pass has computed and nobody has taken.</summary>
    internal int PenaltyCount => penalties.Count;

    /// <summary>Takes the penalties that came last: whoever takes them adds their gradients.</summary>
    /// <param name="first">How many there were before.</param>
    internal PenaltyTerm[] PenaltiesFrom(int first)
    {
        PenaltyTerm[] taken = [.. penalties.Skip(first)];
        penalties.RemoveRange(first, penalties.Count - first);
        return taken;
    }

    /// <summary>Adds a penalty whose gradient is written out instead of traced.</summary>
    internal Tensor Add(PenaltyTerm penalty)
    {
        penalties.Add(penalty);
        return penalty.Value;
    }

    private static InvalidOperationException NotBegun() =>
        new("The model's weights are not in force: layers and hyperparameters are read inside Forward and the losses, while a run or a tuned model calls them.");

    private Tensor ShareRows()
    {
        var counts = RowGroups.Counts(Rows, Samples);
        using var onHost = torch.tensor(counts, dtype: Weights.Values.dtype);
        using var shares = onHost.div_(Scalars.Of(Rows)).view(Samples, 1);
        return shares.to(Weights.Values.device, copy: true).DetachFromDisposeScope();
    }

    // 1 for weights that multiply inputs, 0 for those that are added or that scale.
    private Tensor Multipliers(ScalarType type)
    {
        if (multipliers is null || multipliers.dtype != type)
        {
            multipliers?.Dispose();
            using var onHost = torch.tensor(Layout.AreMultipliers());
            multipliers = onHost.to(type, Weights.Values.device, copy: true).DetachFromDisposeScope();
        }

        return multipliers;
    }

    private Tensor ValueOfWeight(Dsl.Per granularity)
    {
        if (!valueOfWeight.TryGetValue(granularity, out var index))
        {
            using var onHost = torch.tensor(Layout.ValueOfWeight(granularity));
            index = onHost.to(Weights.Values.device, copy: true).DetachFromDisposeScope();
            valueOfWeight.Add(granularity, index);
        }

        return index;
    }
}
