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

    /// <summary>[1, n]: 0 for the values that stay, 1 for the others; null where none stays.</summary>
    /// <param name="space">The space.</param>
    /// <param name="names">The names of those that stay.</param>
    /// <param name="type">The mask's type.</param>
    /// <param name="device">Where it goes.</param>
    public static Tensor? MaskOf(HyperparameterSpace space, string? names, ScalarType type, Device device)
    {
        var stay = Of(space, names);
        if (stay.Count == 0)
        {
            return null;
        }

        using var scope = torch.NewDisposeScope();
        var mask = torch.ones(1, space.Count, dtype: type, device: device);
        foreach (var info in stay)
        {
            mask.narrow(1, info.Offset, info.Count).zero_();
        }

        return mask.DetachFromDisposeScope();
    }
}
