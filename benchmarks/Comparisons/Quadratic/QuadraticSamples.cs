using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>The samples of one function, each by its vectors, and the function of all of them by its matrices.</summary>
/// <param name="InnerRoots">α, [N, p]: a sample's curvature in z is ααᵀ.</param>
/// <param name="OuterRoots">β, [N, n].</param>
/// <param name="CrossOuter">UDγ, [N, n].</param>
/// <param name="CrossInner">Vγ, [N, p].</param>
/// <param name="InnerSlopes">a, [N, p].</param>
/// <param name="OuterSlopes">b, [N, n].</param>
internal sealed record QuadraticSamples(Tensor InnerRoots, Tensor OuterRoots, Tensor CrossOuter, Tensor CrossInner, Tensor InnerSlopes, Tensor OuterSlopes)
{
    /// <summary>Number of samples.</summary>
    public int Count => (int)InnerRoots.shape[0];

    /// <summary>The matrices of the mean over all samples.</summary>
    public QuadraticMean Mean { get; } = new(
        InnerRoots.t().matmul(InnerRoots) / InnerRoots.shape[0],
        OuterRoots.t().matmul(OuterRoots) / OuterRoots.shape[0],
        CrossOuter.t().matmul(CrossInner) / InnerRoots.shape[0],
        InnerSlopes.mean([0]),
        OuterSlopes.mean([0]));

    /// <summary>Draws samples; spectra between the given bounds, evenly in the logarithm.</summary>
    public static QuadraticSamples Draw(Generator generator, int count, int dimension, int outerDimension, double least, double most, double coupling)
    {
        var roots = Basis(generator, dimension);
        var inner = Normal(generator, count, dimension).matmul(roots).mul(Spectrum(least, most, dimension).sqrt()).matmul(roots.t());

        // One direction of x has no curvature of its own.
        var directions = Basis(generator, outerDimension);
        var spectrum = cat([zeros(1, dtype: ScalarType.Float64), Spectrum(least, most, outerDimension - 1)]);
        var outer = Normal(generator, count, outerDimension).matmul(directions).mul(spectrum.sqrt()).matmul(directions.t());
        var rank = Math.Min(dimension, outerDimension);
        var (left, right) = (Basis(generator, outerDimension)[.., ..rank], Basis(generator, dimension));
        var drawn = Normal(generator, count, dimension);
        return new(
            inner,
            outer,
            drawn[.., ..rank].mul(Spectrum(least, coupling, rank)).matmul(left.t()),
            drawn.matmul(right.t()),
            Normal(generator, count, dimension),
            Normal(generator, count, outerDimension));
    }

    /// <summary>The mean over some samples, or all, at (z, x): a scalar that can be differentiated.</summary>
    public Tensor Value(Tensor z, Tensor x, Tensor? rows)
    {
        if (rows is null)
        {
            return (0.5 * z.dot(Mean.Curvature.mv(z))) + (0.5 * x.dot(Mean.Outer.mv(x))) + x.dot(Mean.Cross.mv(z)) + Mean.InnerSlope.dot(z) + Mean.OuterSlope.dot(x);
        }

        Tensor Of(Tensor vectors, Tensor point) => vectors.index_select(0, rows).mv(point);
        return ((0.5 * Of(InnerRoots, z).square()) + (0.5 * Of(OuterRoots, x).square()) + (Of(CrossOuter, x) * Of(CrossInner, z)) + Of(InnerSlopes, z) + Of(OuterSlopes, x)).mean();
    }

    private static Tensor Normal(Generator generator, params long[] shape) => randn(shape, dtype: ScalarType.Float64, generator: generator);

    private static Tensor Basis(Generator generator, int dimension) => linalg.qr(Normal(generator, dimension, dimension)).Q;

    private static Tensor Spectrum(double from, double to, int count) => logspace(Math.Log10(from), Math.Log10(to), count, dtype: ScalarType.Float64);
}

/// <summary>The matrices of a mean of quadratics.</summary>
/// <param name="Curvature">Of z, [p, p].</param>
/// <param name="Outer">Of x, [n, n].</param>
/// <param name="Cross">Between them, [n, p].</param>
/// <param name="InnerSlope">[p].</param>
/// <param name="OuterSlope">[n].</param>
internal sealed record QuadraticMean(Tensor Curvature, Tensor Outer, Tensor Cross, Tensor InnerSlope, Tensor OuterSlope);
