namespace Hyper.Runtime.Spaces;

/// <summary>The hyperparameters of a model, laid out one after another in one flat vector of n values.</summary>
public sealed class HyperparameterSpace
{
    /// <summary>Creates the space.</summary>
    /// <param name="hyperparameters">The hyperparameters in the order of the flat vector, without gaps.</param>
    /// <exception cref="ArgumentException">The offsets leave a gap or overlap.</exception>
    public HyperparameterSpace(params HyperparameterInfo[] hyperparameters)
    {
        foreach (var info in hyperparameters)
        {
            if (info.Offset != Count)
            {
                throw new ArgumentException($"{info.Name} starts at {info.Offset}; {Count} expected.", nameof(hyperparameters));
            }

            Count += info.Count;
        }

        Hyperparameters = hyperparameters;
    }

    /// <summary>n, the number of values in all.</summary>
    public int Count { get; }

    /// <summary>The hyperparameters in the order of the flat vector.</summary>
    public IReadOnlyList<HyperparameterInfo> Hyperparameters { get; }

    /// <summary>The unconstrained coordinates u₀ that tuning starts from.</summary>
    public double[] InitialUnconstrained()
    {
        var result = new double[Count];
        foreach (var info in Hyperparameters)
        {
            result.AsSpan(info.Offset, info.Count).Fill(info.Transform.ToUnconstrained(info.Initial));
        }

        return result;
    }

    /// <summary>Natural values to unconstrained coordinates.</summary>
    /// <param name="natural">n natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds, or there are not n of them.</exception>
    public double[] ToUnconstrained(ReadOnlySpan<double> natural)
    {
        RequireCount(natural.Length);
        var result = new double[Count];
        foreach (var info in Hyperparameters)
        {
            for (var i = info.Offset; i < info.Offset + info.Count; i++)
            {
                try
                {
                    result[i] = info.Transform.ToUnconstrained(natural[i]);
                }
                catch (HyperDslException exception)
                {
                    var index = info.Count == 1 ? "" : $"[{i - info.Offset}]";
                    throw new HyperDslException($"{info.Name}{index}: {exception.Message}", exception);
                }
            }
        }

        return result;
    }

    /// <summary>The unconstrained coordinates of a typed record.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <exception cref="HyperDslException">A value is outside its bounds, or a vector has the wrong number of values.</exception>
    internal static double[] UnconstrainedOf<THyperparameters>(THyperparameters hyperparameters)
        where THyperparameters : IHyperparameters<THyperparameters> => THyperparameters.Space.ToUnconstrained(NaturalOf(hyperparameters));

    /// <summary>The flat vector of a typed record, n natural values.</summary>
    /// <param name="hyperparameters">Natural values.</param>
    /// <exception cref="HyperDslException">A vector has the wrong number of values.</exception>
    internal static double[] NaturalOf<THyperparameters>(THyperparameters hyperparameters)
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var natural = new double[THyperparameters.Space.Count];
        hyperparameters.CopyTo(natural);
        return natural;
    }

    /// <summary>Unconstrained coordinates to natural values.</summary>
    /// <param name="unconstrained">n coordinates.</param>
    /// <exception cref="HyperDslException">There are not n of them.</exception>
    public double[] ToNatural(ReadOnlySpan<double> unconstrained)
    {
        RequireCount(unconstrained.Length);
        var result = new double[Count];
        foreach (var info in Hyperparameters)
        {
            for (var i = info.Offset; i < info.Offset + info.Count; i++)
            {
                result[i] = info.ToNatural(unconstrained[i]);
            }
        }

        return result;
    }

    /// <summary>Checks that hyperparameters of one value an example have as many as there are examples.</summary>
    /// <param name="examples">Rows of the training split.</param>
    /// <exception cref="HyperDslException">A count differs; the message names it.</exception>
    internal void RequireExamples(long examples)
    {
        if (Hyperparameters.FirstOrDefault(info => info.IsPerExample && info.Count != examples) is { } wrong)
        {
            throw new HyperDslException(
                $"{wrong.Name} has one value an example and Count = {wrong.Count}, but the training split has {examples} rows. Write Count = {examples}, or train on {wrong.Count} rows.");
        }
    }

    private void RequireCount(int found)
    {
        if (found != Count)
        {
            throw new HyperDslException($"{found} hyperparameter values were given; this model has {Count}.");
        }
    }
}
