namespace Hyper.Dsl;

/// <summary>How a Gaussian process takes two points to be alike, by their distance r over its length scale.</summary>
public enum Kernel
{
    /// <summary>Matérn of order 5/2, (1 + √5r + 5r²/3)·exp(−√5r): functions that can be differentiated twice.</summary>
    Matern52,

    /// <summary>The radial basis function, exp(−r²/2): functions without any corner.</summary>
    Rbf,
}
