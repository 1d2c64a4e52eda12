namespace Hyper.Runtime.Files;

/// <summary>Where a tensor lies in a file.</summary>
/// <param name="Name">Its name, of which a file has one only.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record TensorPlace(string Name, TensorType Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>A shape as messages write it.</summary>
    public static string Text(IEnumerable<long> shape) => FormattableString.Invariant($"[{string.Join(", ", shape)}]");
}
