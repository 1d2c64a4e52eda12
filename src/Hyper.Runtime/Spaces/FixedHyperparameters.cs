namespace Hyper.Runtime.Spaces;

/// <summary>The hyperparameters of a space that a run or a search leaves where they are.</summary>
internal static class FixedHyperparameters
{
    /// <summary>The hyperparameters of these names.</summary>
    /// <param name="space">The space.</param>
    /// <param name="names">Their names, with commas between them; null for none.</param>
    /// <exception cref="HyperDslException">A name is none of the space's, or no hyperparameter is left.</exception>
    public static IReadOnlyList<HyperparameterInfo> Of(HyperparameterSpace space, string? names)
    {
        if (names is null)
        {
            return [];
        }

        var stay = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => space.Hyperparameters.FirstOrDefault(info => info.Name == name)
                ?? throw new HyperDslException($"Fixed names '{name}', and the hyperparameters are {string.Join(", ", space.Hyperparameters.Select(info => info.Name))}."))
            .Distinct()
            .ToList();
        return stay.Count < space.Hyperparameters.Count
            ? stay
            : throw new HyperDslException($"Fixed names all hyperparameters ({names}): there is nothing to tune. An ordinary training is TrainAtAsync.");
    }

    /// <summary>[1, n]: a factor for each value, 0 for those that stay; null where all are 1.</summary>
    /// <param name="space">The space.</param>
    /// <param name="names">The names of those that stay.</param>
    /// <param name="factor">The factor of a hyperparameter.</param>
    /// <param name="type">The tensor's type.</param>
    /// <param name="device">Where it goes.</param>
    public static Tensor? FactorsOf(HyperparameterSpace space, string? names, Func<HyperparameterInfo, double> factor, ScalarType type, Device device)
    {
        var stay = Of(space, names);
        if (stay.Count == 0 && space.Hyperparameters.All(info => factor(info) == 1))
        {
            return null;
        }

        using var scope = torch.NewDisposeScope();
        var factors = torch.ones(1, space.Count, dtype: type, device: device);
        foreach (var info in space.Hyperparameters)
        {
            factors.narrow(1, info.Offset, info.Count).fill_(Scalars.Of(stay.Contains(info) ? 0 : factor(info)));
        }

        return factors.DetachFromDisposeScope();
    }
}
