using Hyper.Runtime;
using Hyper.Runtime.Files;
using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>Rows in a file of tensors: one for each input of the model, by its name, of any type that a dataset may have.</summary>
internal static class TensorRows
{
    /// <summary>What the targets are called, which an answer does not need.</summary>
    public const string Targets = "targets";

    /// <summary>The rows, so many at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The names of the model's inputs.</param>
    /// <param name="atOnce">How many rows a part has at most.</param>
    /// <returns>Views, in the caller's dispose scope.</returns>
    /// <exception cref="HyperDslException">The file cannot be read, lacks an input, or its tensors have unequal rows.</exception>
    public static IEnumerable<ModelInputs> Read(string path, IReadOnlyList<string> names, int atOnce)
    {
        using var reader = TensorFileReader.Open(path);
        var places = Places(path, reader, names);
        using var file = NewDisposeScope();
        var tensors = reader.ReadAll();
        var rows = places[0].Shape[0];
        for (long start = 0; start < rows; start += atOnce)
        {
            var count = Math.Min(atOnce, rows - start);
            yield return new ModelInputs([.. places.Select(place => tensors[place.Name].narrow(0, start, count))]);
        }
    }

    // Checked before there is memory for a single number.
    private static List<TensorPlace> Places(string path, TensorFileReader reader, IReadOnlyList<string> names)
    {
        var all = reader.Header.Tensors;
        var has = string.Join(", ", all.Select(tensor => $"'{ShownText.Of(tensor.Name)}' {TensorPlace.Text(tensor.Shape)}").DefaultIfEmpty("none"));

        // Of a single input the name does not matter: a dataset of one has none, either.
        var only = names.Count == 1 && all.Where(tensor => tensor.Name != Targets).ToList() is [var single] ? single : null;
        List<TensorPlace> places = [.. names.Select(name => all.FirstOrDefault(tensor => tensor.Name == name) ?? only
            ?? throw new HyperDslException($"'{path}' has no tensor '{name}', an input of the model, which takes {string.Join(", ", names)}; the file has {has}."))];
        if (places.Find(place => place.Shape.Count == 0) is { } scalar)
        {
            throw new HyperDslException($"'{scalar.Name}' in '{path}' is a single number; a tensor of shape [rows, …] is expected.");
        }

        return places.Find(place => place.Shape[0] != places[0].Shape[0]) is { } other
            ? throw new HyperDslException(FormattableString.Invariant($"'{path}' has {other.Shape[0]} rows of '{other.Name}' and {places[0].Shape[0]} of '{places[0].Name}'; each row has all inputs."))
            : places;
    }
}
