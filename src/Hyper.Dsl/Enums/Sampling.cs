namespace Hyper.Dsl;

/// <summary>How a search draws the shares of the priors at which it trains.</summary>
public enum Sampling
{
    /// <summary>Each by itself, uniformly.</summary>
    Uniform,

    /// <summary>
    /// Sobol's sequence with a random shift: points that fill the space evenly. For searches of up to
    /// <see cref="ExperimentDefaults.MostSobolDimensions"/> dimensions.
    /// </summary>
    Sobol,
}
