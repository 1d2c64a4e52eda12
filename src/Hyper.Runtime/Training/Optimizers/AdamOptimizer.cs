using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Host;
using Hyper.Runtime.Hypernetworks;

namespace Hyper.Runtime.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², and a step of −α·m̂/(√v̂ + ε), as one pass
/// over the buffers.
/// </summary>
public sealed class AdamOptimizer : FlatOptimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Tensor firstMoment;
    private readonly Tensor secondMoment;
    private readonly HostAddresses addresses;
    private readonly IReadOnlyList<SummedGradient> sums;
    private long steps;

    /// <summary>Binds the optimizer to its buffers.</summary>
    /// <param name="values">What it moves: a dense tensor.</param>
    /// <param name="gradient">Its gradient, of the same shape, type and device.</param>
    /// <exception cref="ArgumentException">The buffers differ in size, type or device, or are not dense.</exception>
    public AdamOptimizer(Tensor values, Tensor gradient)
        : this(values, gradient, [])
    {
    }

    /// <summary>Binds the optimizer to the parameters of a hypernetwork, some of whose gradients may be kept as factors.</summary>
    /// <param name="parameters">φ and its gradient.</param>
    internal AdamOptimizer(FlatParameters parameters)
        : this(parameters.Values, parameters.KeepsFactors ? parameters.GradientBuffer : parameters.Gradient, parameters.KeepsFactors ? parameters.Sums : [])
    {
    }

    private AdamOptimizer(Tensor values, Tensor gradient, IReadOnlyList<SummedGradient> sums)
        : base(values, gradient)
    {
        this.sums = sums;
        firstMoment = State();
        secondMoment = State();
        if (IsOnHost)
        {
            // Asked for once: each question allocates, and a step allocates nothing.
            addresses = new HostAddresses(
                TensorMemory.Address(values), TensorMemory.Address(gradient), TensorMemory.Address(firstMoment), TensorMemory.Address(secondMoment));
        }
    }

    /// <inheritdoc/>
    public override void Step(double learningRate)
    {
        steps++;
        var rate = learningRate / (1 - Math.Pow(Beta1, steps));
        var correction = 1 / Math.Sqrt(1 - Math.Pow(Beta2, steps));
        if (!IsOnHost)
        {
            StepOnDevice(rate, correction);
        }
        else if (Values.dtype == ScalarType.Float64)
        {
            StepOnHost<double>(rate, correction);
        }
        else
        {
            StepOnHost<float>((float)rate, (float)correction);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        firstMoment.Dispose();
        secondMoment.Dispose();
    }

    internal override void Reset()
    {
        firstMoment.zero_();
        secondMoment.zero_();
        steps = 0;
    }

    private protected override void Save(StateWriter to)
    {
        to.Add("first_moment", firstMoment);
        to.Add("second_moment", secondMoment);
        to.Add("steps", steps);
    }

    private protected override void Restore(StateReader from)
    {
        from.Read("first_moment", firstMoment);
        from.Read("second_moment", secondMoment);
        steps = from.Whole("steps");
    }

    private unsafe void StepOnHost<T>(T rate, T correction)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var coefficients = new AdamKernel.Coefficients<T>(
            T.CreateChecked(Beta1), T.CreateChecked(1 - Beta1), T.CreateChecked(Beta2), T.CreateChecked(1 - Beta2), T.CreateChecked(Epsilon), rate, correction);
        var values = (T*)addresses.Values;
        var gradient = (T*)addresses.Gradient;
        var first = (T*)addresses.FirstMoment;
        var second = (T*)addresses.SecondMoment;
        var written = 0L;
        for (var i = 0; i < sums.Count; i++)
        {
            if (sums[i].Factors is not { } factors)
            {
                // Written as it came, or zero.
                sums[i].Write();
                continue;
            }

            var (offset, rows, columns) = (sums[i].Offset, sums[i].Rows, sums[i].Columns);
            AdamKernel.Step(values + written, first + written, second + written, AdamKernel.Sum.Of((nint)(gradient + written), offset - written), coefficients);
            AdamKernel.Step(values + offset, first + offset, second + offset, SumOf(factors.Left, factors.Right, rows, columns), coefficients);
            written = offset + (rows * columns);
        }

        AdamKernel.Step(values + written, first + written, second + written, AdamKernel.Sum.Of((nint)(gradient + written), Values.NumberOfElements - written), coefficients);
    }

    private static AdamKernel.Sum SumOf(Tensor? left, Tensor right, long rows, long columns) => new(
        left is null ? 0 : TensorMemory.Address(left), TensorMemory.Address(right), right.size(0), rows, columns, left?.stride(0) ?? 0, right.stride(0));

    private void StepOnDevice(double rate, double correction)
    {
        using var scope = torch.NewDisposeScope();
        firstMoment.mul_(Scalars.Of(Beta1)).add_(Gradient, Scalars.Of(1 - Beta1));
        secondMoment.mul_(Scalars.Of(Beta2)).addcmul_(Gradient, Gradient, Scalars.Of(1 - Beta2));
        Values.addcdiv_(firstMoment, secondMoment.sqrt().mul_(Scalars.Of(correction)).add_(Scalars.Of(Epsilon), Scalars.Of(1)), Scalars.Of(-rate));
    }

    private readonly record struct HostAddresses(nint Values, nint Gradient, nint FirstMoment, nint SecondMoment);
}
