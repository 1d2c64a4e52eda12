namespace Hyper.Runtime.Spaces;

/// <summary>A typed record of natural hyperparameter values; the compiler writes one for each model.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IHyperparameters<TSelf>
    where TSelf : IHyperparameters<TSelf>
{
    /// <summary>The model's hyperparameter space.</summary>
    static abstract HyperparameterSpace Space { get; }

    /// <summary>Reads the record from the flat vector of natural values.</summary>
    /// <param name="natural">n natural values.</param>
    static abstract TSelf FromNatural(ReadOnlySpan<double> natural);

    /// <summary>Writes the record to the flat vector of natural values.</summary>
    /// <param name="natural">n places.</param>
    /// <exception cref="HyperDslException">A vector in the record has the wrong number of values.</exception>
    void CopyTo(Span<double> natural);
}
