namespace Hyper.Runtime.Hypergradients.Checks;

/// <summary>One way to the hypergradient, and how it compares with the reference.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Values">dL_V/du at the sampled hyperparameter values.</param>
/// <param name="Cosine">The cosine to the reference over them: 1 for the same direction.</param>
/// <param name="RelativeError">The norm of the difference over the reference's norm.</param>
public sealed record HypergradientWitness(string Name, IReadOnlyList<double> Values, double Cosine = 1, double RelativeError = 0)
{
    /// <summary>The name of the run's own hypergradient, through its response.</summary>
    public const string Response = "response";

    /// <summary>The name of implicit differentiation at retrained weights.</summary>
    public const string Implicit = "implicit";

    /// <summary>The name of finite differences over retrainings.</summary>
    public const string FiniteDifferences = "finite differences";

    /// <summary>The name of the closed form that was given.</summary>
    public const string ClosedForm = "closed form";

    /// <summary>In words, to stand before "the reference".</summary>
    public string Verdict => (Cosine, RelativeError) switch
    {
        ( >= 0.99, <= 0.1) => "agrees with",
        ( >= 0.9, <= 0.5) => "is close to",
        ( >= 0.9, _) => "has the direction, but not the length, of",
        ( >= 0.5, _) => "points roughly the same way as",
        ( > 0, _) => "shares little more than the sign with",
        _ => "contradicts",
    };

    /// <summary>The same, measured against a reference.</summary>
    internal HypergradientWitness Against(IReadOnlyList<double> reference)
    {
        var (own, other) = (Norm(Values), Norm(reference));
        var product = Values.Zip(reference, (a, b) => a * b).Sum();
        var difference = Norm([.. Values.Zip(reference, (a, b) => a - b)]);

        // Two hypergradients that are both zero agree; one that is zero where the other is not has no direction.
        return this with
        {
            Cosine = own > 0 && other > 0 ? Math.Clamp(product / (own * other), -1, 1) : own == other ? 1 : 0,
            RelativeError = other > 0 ? difference / other : own == 0 ? 0 : double.PositiveInfinity,
        };
    }

    private static double Norm(IReadOnlyList<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
