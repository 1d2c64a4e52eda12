using Hyper.Dsl;

namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>The correlation of two points by the square r² of their distance in length scales, and what its derivatives are made of.</summary>
internal static class StationaryKernel
{
    private static readonly double root5 = Math.Sqrt(5);

    /// <summary>c(r²), element by element.</summary>
    public static Tensor Correlation(Kernel kernel, Tensor squares)
    {
        if (kernel == Kernel.Rbf)
        {
            return squares.mul(Scalars.Of(-0.5)).exp_();
        }

        var scaled = squares.sqrt().mul_(Scalars.Of(root5));
        return scaled.add(squares.mul(Scalars.Of(5.0 / 3)), Scalars.Of(1)).add(Scalars.Of(1), Scalars.Of(1)).mul_(scaled.neg().exp_());
    }

    /// <summary>−2·dc/d(r²), element by element: the derivative of c in the logarithm of the length scale is this times r².</summary>
    public static Tensor Slope(Kernel kernel, Tensor squares)
    {
        if (kernel == Kernel.Rbf)
        {
            return squares.mul(Scalars.Of(-0.5)).exp_();
        }

        var scaled = squares.sqrt().mul_(Scalars.Of(root5));
        return scaled.add(Scalars.Of(1), Scalars.Of(1)).mul_(Scalars.Of(5.0 / 3)).mul_(scaled.neg().exp_());
    }
}
