using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;
using static System.FormattableString;

namespace Hyper.Runtime.Training.Verification;

/// <summary>Where two ways to differentiate one pass differ by more than rounding, in words.</summary>
/// <remarks>
/// <para>
/// Each way rounds as it goes, by u = 6e-8 in Float32 and 1e-16 in Float64, in another order of sums. A gradient's element is a
/// sum over rows of products through all layers, and what counts is the largest summand, not what is left of it: elements are held
/// against the largest one of their tensor, and tensors whose gradient is zero but for rounding, such as a bias before a
/// normalisation, against the largest one of all.
/// </para>
/// <para>
/// In Float32 the bounds are some 10⁴ times u for a tensor's own scale, and 10² times u for the whole; Float64 leaves more room, and
/// so has more of it. Faults of a derivative are of the size of the derivative. What is no number, or infinite, in both ways alike
/// is equal.
/// </para>
/// </remarks>
internal static class PassDifference
{
    /// <summary>Compares two outcomes.</summary>
    /// <param name="layout">What the gradient's elements belong to.</param>
    /// <param name="autograd">What is right.</param>
    /// <param name="compiled">What is judged.</param>
    /// <returns>What differs; null where nothing does.</returns>
    public static string? Between(ElementaryLayout layout, PassOutcome autograd, PassOutcome compiled)
    {
        using var scope = torch.NewDisposeScope();
        using var untraced = torch.no_grad();
        var tolerance = Tolerance.Of(autograd.Gradient.dtype);
        var differences = (List<string>)[.. LossDifference(autograd.Loss, compiled.Loss, tolerance)];
        var whole = Largest(autograd.Gradient);
        var worst = layout.Slots
            .Select(slot => Compare($"the gradient of {slot.Name}", autograd.Gradient.narrow(1, slot.Offset, slot.Count), compiled.Gradient.narrow(1, slot.Offset, slot.Count)))
            .Concat(autograd.Shared.Zip(compiled.Shared, (one, other) => CompareShared(one, other)))
            .Where(off => !(off.Excess <= 1))
            .ToList();
        if (worst.Count > 0)
        {
            // No number counts as the most.
            var first = worst.MaxBy(off => double.IsNaN(off.Excess) ? double.PositiveInfinity : off.Excess);
            differences.Add(first.Words + (worst.Count > 1 ? Invariant($", and those of {worst.Count - 1} more tensors differ as well") : ""));
        }

        return differences.Count == 0 ? null : string.Join("; ", differences);

        (string Words, double Excess) Compare(string what, Tensor one, Tensor other)
        {
            var (largest, distance) = (Largest(one), Distance(one, other));
            return (Invariant($"{what}, whose elements go up to {largest:G3} by autograd, is off by {distance:G3}"), distance == 0 ? 0 : distance / ((tolerance.Own * largest) + (tolerance.Whole * whole)));
        }

        (string Words, double Excess) CompareShared(Tensor? one, Tensor? other)
        {
            const string what = "the gradient of a shared module";
            return (one, other) switch
            {
                ({ } a, { } b) => Compare(what, a, b),
                (null, null) => (what, 0),
                ({ } a, null) => Compare(what, a, torch.zeros_like(a)),
                (null, { } b) => Compare(what, torch.zeros_like(b), b),
            };
        }
    }

    private static IEnumerable<string> LossDifference(Tensor autograd, Tensor compiled, Tolerance tolerance)
    {
        var (right, judged) = (HostValues.Read(autograd)[0], HostValues.Read(compiled)[0]);
        return right.Equals(judged) || Math.Abs(right - judged) <= (tolerance.Own * Math.Abs(right)) + tolerance.Whole
            ? []
            : [Invariant($"the loss is {right:G6} by autograd and {judged:G6} compiled")];
    }

    private static double Largest(Tensor values) => HostValues.Read(values.nan_to_num(0, 0, 0).abs().max())[0];

    private static double Distance(Tensor one, Tensor other)
    {
        var same = one.eq(other).logical_or(one.isnan().logical_and(other.isnan()));
        return HostValues.Read(torch.where(same, torch.zeros_like(one), one.add(other, Scalars.Of(-1)).abs()).max())[0];
    }

    /// <summary>What rounding may make of an element.</summary>
    /// <param name="Own">As a share of the largest element of its tensor, or of the loss.</param>
    /// <param name="Whole">As a share of the largest element of all; losses are taken to be of the order of one.</param>
    private readonly record struct Tolerance(double Own, double Whole)
    {
        public static Tolerance Of(ScalarType type) => type == ScalarType.Float64 ? new(1e-9, 1e-12) : new(1e-3, 1e-5);
    }
}
