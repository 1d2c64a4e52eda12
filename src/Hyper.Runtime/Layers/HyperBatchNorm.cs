using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>
/// A normalisation of each channel over the rows of a batch (Ioffe and Szegedy, 2015), whose scales and shifts are slices
/// of the response.
/// </summary>
/// <remarks>
/// In training the rows of each hyperparameter sample are normalised with their own mean and variance: the samples are
/// different networks, and what one does must not reach another. The running statistics, which evaluation uses, follow the
/// average over the samples. They belong to the model instance and go with it into the trained model.
/// </remarks>
public sealed class HyperBatchNorm : FeedForwardLayer
{
    private const string MeanName = "running_mean";
    private const string VarianceName = "running_var";
    private const double InitialMean = 0;
    private const double InitialVariance = 1;

    private readonly int biasSlot;
    private readonly double epsilon;
    private readonly double momentum;

    /// <summary>Binds a layer to its slots in a model's layout; generated code calls this.</summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the scales, [channels].</param>
    /// <param name="biasSlot">Slot of the shifts, [channels].</param>
    /// <param name="epsilon">What is added to the variance, above 0.</param>
    /// <param name="momentum">A batch's share in the running statistics, above 0 and at most 1.</param>
    public HyperBatchNorm(ForwardContext context, int weightSlot, int biasSlot, double epsilon, double momentum)
        : base(context, weightSlot)
    {
        this.biasSlot = biasSlot;
        this.epsilon = epsilon;
        this.momentum = momentum;
    }

    /// <summary>
    /// Tells a model's state which running statistics a layer will keep, before its first pass; generated code calls this where
    /// it creates a model.
    /// </summary>
    /// <param name="context">The model's context.</param>
    /// <param name="weightSlot">Slot of the layer's scales, [channels].</param>
    public static void Declare(ForwardContext context, int weightSlot)
    {
        ArgumentNullException.ThrowIfNull(context);
        var slot = context.Layout.Slots[weightSlot];
        context.State.Declare(new DeclaredBuffer(BufferName(NameOf(slot), MeanName), slot.Shape, InitialMean));
        context.State.Declare(new DeclaredBuffer(BufferName(NameOf(slot), VarianceName), slot.Shape, InitialVariance));
    }

    /// <summary>Channels.</summary>
    public int Channels => (int)First.Shape[0];

    /// <summary>The scales in force: [channels], with S in front where there are several samples.</summary>
    public Tensor weight => Context.Weights[WeightSlot];

    /// <summary>The shifts in force: [channels], with S in front where there are several samples.</summary>
    public Tensor bias => Context.Weights[biasSlot];

    /// <summary>The running mean, [channels]: zero before the first training pass.</summary>
    public Tensor running_mean => Running(MeanName, InitialMean);

    /// <summary>The running variance, [channels], without bias (divided by one less than the number of values): one before the first training pass.</summary>
    public Tensor running_var => Running(VarianceName, InitialVariance);

    /// <summary>
    /// Normalises each channel, in training over the rows of each sample and otherwise with the running statistics, and
    /// scales and shifts it with the values of the sample that the row belongs to.
    /// </summary>
    /// <param name="input">[rows, channels, …].</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">
    /// The second dimension is not the layer's channels, a sample has only one value a channel in training, or there are
    /// fewer rows than samples.
    /// </exception>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() < 2 || input.shape[1] != Channels)
        {
            throw Mismatch($"[rows, {Channels}, …]", input);
        }

        return Observe(input, Context.IsTraining ? Train(input) : Evaluate(input));
    }

    private Tensor Evaluate(Tensor input)
    {
        // The running statistics are changed in place by the next training pass: a graph keeps a copy of them.
        var (mean, variance) = (running_mean.clone(), running_var.clone());
        var normalized = torch.nn.functional.batch_norm(input, mean, variance, training: false, eps: epsilon);
        return SampleAffine.Apply(normalized, weight, bias, Context.Samples, axis: 1);
    }

    private Tensor Train(Tensor input)
    {
        var samples = Context.Samples;
        var rows = input.shape[0];
        if (input.NumberOfElements / rows / Channels * (rows / samples) < 2)
        {
            throw new HyperDslException(
                $"{Name} normalises over the rows of a hyperparameter sample and needs at least two values a channel, but a batch of shape [{string.Join(", ", input.shape)}] leaves one to a sample ({samples} samples). Use a larger BatchSize, fewer HyperSamples or SampleRows.Repeat.");
        }

        if (samples == 1)
        {
            Track(input);
            return Normalize(input, weight, bias);
        }

        if (!RowGroups.AreEven(rows, samples))
        {
            return ByGroup(input, samples);
        }

        // The samples' channels beside each other are the channels of one batch.
        var channels = SampleConvolution.SideBySide(input, samples);
        Track(channels);
        return SampleConvolution.OneAfterAnother(Normalize(channels, weight.reshape(-1), bias.reshape(-1)), samples);
    }

    private Tensor ByGroup(Tensor input, int samples)
    {
        var means = new List<Tensor>();
        var variances = new List<Tensor>();
        var output = RowGroups.Map(input, samples, (rows, s) =>
        {
            var (mean, variance) = Statistics(rows);
            means.Add(mean);
            variances.Add(variance);
            return Normalize(rows, weight[s], bias[s]);
        });
        Follow(torch.cat(means), torch.cat(variances));
        return output;
    }

    private Tensor Normalize(Tensor input, Tensor scales, Tensor shifts) =>
        torch.nn.functional.batch_norm(input, null!, null!, scales, shifts, training: true, eps: epsilon);

    private static long[] Others(Tensor input) => [.. Enumerable.Range(0, (int)input.dim()).Where(axis => axis != 1)];

    private void Track(Tensor input)
    {
        var (mean, variance) = Statistics(input);
        Follow(mean, variance);
    }

    // Mean and variance of each channel: two vectors.
    private static (Tensor Mean, Tensor Variance) Statistics(Tensor input)
    {
        using var noGrad = torch.no_grad();
        var (variance, mean) = torch.var_mean(input, Others(input), unbiased: true);
        return (mean, variance);
    }

    // The samples' statistics one after another, [S·channels].
    private void Follow(Tensor means, Tensor variances)
    {
        using var noGrad = torch.no_grad();
        running_mean.lerp_(means.view(-1, Channels).mean([0]), momentum);
        running_var.lerp_(variances.view(-1, Channels).mean([0]), momentum);
    }

    // The weight itself must not be asked for its type: under no_grad it would be read without its graph.
    private Tensor Running(string buffer, double initial) =>
        Context.State.Buffer(BufferName(Name, buffer), () => torch.full(Channels, Scalars.Of(initial), dtype: Context.Weights.Values.dtype, device: Context.Weights.Values.device));

    private static string BufferName(string layer, string buffer) => $"{layer}.{buffer}";
}
