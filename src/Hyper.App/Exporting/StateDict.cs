using System.Text.Json;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Training.Saving;
using static TorchSharp.torch;

namespace Hyper.App.Exporting;

/// <summary>The tensors of a saved model under the names that modules of PyTorch have for them, and with the numbers that those compute with.</summary>
internal sealed class StateDict : IDisposable
{
    private const string Mean = ".running_mean";
    private const string Batches = ".num_batches_tracked";

    private static readonly string[] recurrent = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

    private StateDict(IReadOnlyList<(string Name, Tensor Value)> tensors, string model) => (Tensors, Model) = (tensors, model);

    /// <summary>The tensors, weights first.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors { get; }

    /// <summary>The full name of the model.</summary>
    public string Model { get; }

    /// <summary>Reads a saved model.</summary>
    /// <param name="path">What <c>TrainedModel.Save</c> wrote.</param>
    /// <exception cref="HyperDslException">It cannot be read, or holds no model.</exception>
    public static StateDict Read(string path)
    {
        using var reader = TensorFileReader.Open(path);
        var file = new SavedFile(reader, SavedKind.Model);
        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        var found = reader.ReadAll();
        foreach (var (weight, row) in ZeroRows(file))
        {
            // A model of HyperDsl takes the row as zero whatever stands in it; PyTorch reads what stands there.
            found[weight][row].zero_();
        }

        var state = Names(file, SavedNames.State);
        var tensors = new List<(string Name, Tensor Value)>();
        foreach (var name in Names(file, SavedNames.Layout).Concat(state))
        {
            tensors.Add((NameInTorch(name), (found.GetValueOrDefault(name) ?? throw reader.Refuse($"It has no tensor {ShownText.Of(name)}.")).DetachFromDisposeScope()));

            // PyTorch counts the minibatches of a normalisation, and a strict load asks for the number; a shared module has its own.
            if (name.EndsWith(Mean, StringComparison.Ordinal) && name[..^Mean.Length] + Batches is var count && !state.Contains(count))
            {
                tensors.Add((count, zeros(Array.Empty<long>(), dtype: ScalarType.Int64).DetachFromDisposeScope()));
            }
        }

        return new(tensors, file.Metadata.GetValueOrDefault(SavedNames.Model) ?? "");

        IEnumerable<(string Weight, long Row)> ZeroRows(SavedFile saved)
        {
            foreach (var (weight, row) in Fields(saved, SavedNames.ZeroRows))
            {
                yield return row.ValueKind == JsonValueKind.Number && row.TryGetInt64(out var index) && found.TryGetValue(weight, out var table) && table.dim() > 0 && index >= 0 && index < table.shape[0]
                    ? (weight, index)
                    : throw saved.Refuse($"'{SavedNames.ZeroRows}' of its metadata names a row that {ShownText.Of(weight)} does not have.");
            }
        }
    }

    /// <summary>A weight's name in a module of PyTorch: those of a recurrent layer carry the number of the layer, 0.</summary>
    public static string NameInTorch(string name) => recurrent.Contains(name[(name.LastIndexOf('.') + 1)..]) ? name + "_l0" : name;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, value) in Tensors)
        {
            value.Dispose();
        }
    }

    private static List<string> Names(SavedFile file, string key) => [.. Fields(file, key).Select(field => field.Name)];

    private static List<(string Name, JsonElement Value)> Fields(SavedFile file, string key)
    {
        if (!file.Metadata.TryGetValue(key, out var text))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.Clone()))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw file.Refuse($"'{key}' of its metadata is damaged: {problem.Message}");
        }
    }
}
