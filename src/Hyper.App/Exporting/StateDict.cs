using System.Text.Json;
using Hyper.App.Records.Reading;
using Hyper.Runtime;

namespace Hyper.App.Exporting;

/// <summary>The tensors of a saved model under the names that modules of PyTorch have for them.</summary>
internal sealed class StateDict
{
    private static readonly string[] recurrent = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

    private StateDict(IReadOnlyList<StateTensor> tensors, string model) => (Tensors, Model) = (tensors, model);

    /// <summary>The tensors, weights first.</summary>
    public IReadOnlyList<StateTensor> Tensors { get; }

    /// <summary>The full name of the model.</summary>
    public string Model { get; }

    /// <summary>Reads a saved model.</summary>
    /// <param name="path">What <c>TrainedModel.Save</c> wrote.</param>
    /// <exception cref="HyperDslException">It cannot be read, or holds no model.</exception>
    public static StateDict Read(string path)
    {
        var file = new TensorFile(path);
        if (file.Metadata.GetValueOrDefault("format") != "hyperdsl.model")
        {
            throw new HyperDslException($"'{path}' holds no model: its format is '{file.Metadata.GetValueOrDefault("format") ?? "none"}', and 'hyperdsl.model' is expected. Name a file that a model was saved to.");
        }

        var (weights, state) = (Names(file, "layout"), Names(file, "state"));
        var tensors = new List<StateTensor>();
        foreach (var name in weights.Concat(state))
        {
            tensors.Add(new StateTensor(NameInTorch(name), file.TypeOf(name), [.. file.ShapeOf(name)!], file.Bytes(name)));

            // PyTorch counts the minibatches of a normalisation, and a strict load asks for the number.
            if (name.EndsWith(".running_mean", StringComparison.Ordinal))
            {
                tensors.Add(new StateTensor(name.Replace(".running_mean", ".num_batches_tracked", StringComparison.Ordinal), "I64", [], new byte[sizeof(long)]));
            }
        }

        return new(tensors, file.Metadata.GetValueOrDefault("model") ?? "");
    }

    /// <summary>A weight's name in a module of PyTorch: those of a recurrent layer carry the number of the layer, 0.</summary>
    public static string NameInTorch(string name) => recurrent.Contains(name[(name.LastIndexOf('.') + 1)..]) ? name + "_l0" : name;

    private static List<string> Names(TensorFile file, string key)
    {
        if (!file.Metadata.TryGetValue(key, out var text))
        {
            return [];
        }

        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateObject().Select(tensor => tensor.Name)];
    }
}

/// <summary>A tensor of a state.</summary>
/// <param name="Name">Its name in PyTorch.</param>
/// <param name="Type">F32, F64 or I64.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Its numbers, dense and little-endian.</param>
internal sealed record StateTensor(string Name, string Type, long[] Shape, byte[] Bytes);
