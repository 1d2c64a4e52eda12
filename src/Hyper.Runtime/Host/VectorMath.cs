using System.Numerics;

namespace Hyper.Runtime.Host;

/// <summary>What the vectors of either precision do under one name.</summary>
internal static class VectorMath
{
    /// <summary>a·b + c, rounded once.</summary>
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged =>
        typeof(T) == typeof(double)
            ? Vector.FusedMultiplyAdd(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>()
            : Vector.FusedMultiplyAdd(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>();

    /// <summary>e to the power of each element.</summary>
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(double) ? Vector.Exp(x.As<T, double>()).As<double, T>() : Vector.Exp(x.As<T, float>()).As<float, T>();
}
