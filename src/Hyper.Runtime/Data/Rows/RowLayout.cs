using System.Globalization;

namespace Hyper.Runtime.Data.Rows;

/// <summary>What a row is made of: its inputs by name and its target, each with the type and the shape of one row.</summary>
/// <param name="Inputs">The inputs, in their order.</param>
/// <param name="Target">The target.</param>
internal sealed record RowLayout(IReadOnlyList<RowPart> Inputs, RowPart Target)
{
    /// <summary>The name of the only input of a dataset that was given none.</summary>
    public const string Unnamed = "inputs";

    /// <summary>The layout of some rows.</summary>
    public static RowLayout Of(IReadOnlyList<string> names, ModelInputs inputs, Tensor targets) =>
        new([.. names.Select((name, i) => RowPart.Of(name, inputs[i]))], RowPart.Of("targets", targets));

    /// <summary>Numbers of all inputs of a row.</summary>
    public long Numbers => Inputs.Sum(input => input.Numbers);

    /// <summary>What an error calls an input: by its name where it has one.</summary>
    public static string Called(string name, int count) => count == 1 && name == Unnamed ? "inputs" : $"inputs '{name}'";

    /// <summary>The first difference of other rows, as an error tells it; null where only the number of rows may differ.</summary>
    /// <param name="other">The others' layout.</param>
    public (string Part, RowPart One, RowPart Other)? DifferenceFrom(RowLayout other)
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            if (!Inputs[i].IsLike(other.Inputs[i]))
            {
                return (Called(Inputs[i].Name, Inputs.Count), Inputs[i], other.Inputs[i]);
            }
        }

        return Target.IsLike(other.Target) ? null : ("targets", Target, other.Target);
    }

    /// <summary>Whether the inputs have the same names in the same order; those of a dataset with one input do not count.</summary>
    public bool HasNamesOf(RowLayout other) => HasNames([.. other.Inputs.Select(input => input.Name)]);

    /// <summary>Whether the inputs have these names in this order; that of a dataset with one input does not count.</summary>
    public bool HasNames(IReadOnlyList<string> names) =>
        Inputs.Count == names.Count && (Inputs.Count == 1 || Inputs.Select(input => input.Name).SequenceEqual(names, StringComparer.Ordinal));

    /// <summary>The names of the inputs for a message.</summary>
    public static string Text(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}

/// <summary>One part of a row: an input or the target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">The shape of one row of it.</param>
internal sealed record RowPart(string Name, ScalarType Type, long[] Shape)
{
    /// <summary>The part that a tensor is, [rows, …].</summary>
    public static RowPart Of(string name, Tensor rows) => new(name, rows.dtype, rows.shape[1..]);

    /// <summary>Numbers of a row.</summary>
    public long Numbers => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether another one has rows of the same type and shape.</summary>
    public bool IsLike(RowPart other) => Type == other.Type && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <summary>In words, with the number of rows.</summary>
    public string Text(long rows) => $"{Type} of shape [{string.Join(", ", Shape.Prepend(rows).Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
