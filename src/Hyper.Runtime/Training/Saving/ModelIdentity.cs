using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hyper.Runtime.Files;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Saving;

/// <summary>
/// What a file and the class that it is loaded into have to agree in: the model's name, the shapes of its weights and of its state,
/// its hyperparameters with their transforms, and for a response the hypernetwork. What a class computes is its own.
/// </summary>
internal sealed class ModelIdentity
{
    private readonly Type model;
    private readonly IReadOnlyList<Part> parts;

    /// <summary>Describes a model.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="layout">Its elementary weights.</param>
    /// <param name="space">Its hyperparameters.</param>
    /// <param name="state">The tensors of its state, by name.</param>
    /// <param name="response">Its hypernetwork; null for a model without one.</param>
    public ModelIdentity(Type model, ElementaryLayout layout, HyperparameterSpace space, IEnumerable<(string Name, long[] Shape)> state, ResponseShape? response)
    {
        this.model = model;
        List<Part> found =
        [
            new(SavedNames.Layout, "the weights", JsonText.Object(layout.Slots.Select(slot => (slot.Name, slot.Shape)), WriteShape)),
            new(SavedNames.State, "the state", JsonText.Object(state.OrderBy(tensor => tensor.Name, StringComparer.Ordinal), WriteShape)),
            new(SavedNames.Space, "the hyperparameters", JsonText.Object(space.Hyperparameters.Select(info => (info.Name, info)), WriteInfo)),
        ];
        if (response is not null)
        {
            found.Add(new(SavedNames.Response, "the response", ResponseText(response)));
        }

        parts = found;
    }

    /// <summary>The hypernetwork as a file has it.</summary>
    public static string ResponseText(ResponseShape response) =>
        JsonText.Object<Action<Utf8JsonWriter>>([("family", json => json.WriteStringValue(response.Family)), ("parameters", json => json.WriteNumberValue(response.ParameterCount))], (json, write) => write(json));

    /// <summary>The state of a model that is ready to answer.</summary>
    public static IEnumerable<(string Name, long[] Shape)> StateOf(ModelState state) => state.Parts(ScalarType.Float32).Select(part => (part.Name, part.Shape));

    /// <summary>The texts of a file that say all this.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts() =>
    [
        new(SavedNames.Model, model.FullName ?? model.Name),
        .. parts.Select(part => new KeyValuePair<string, string>(part.Name, part.Text)),
        new(SavedNames.Fingerprint, Fingerprint()),
    ];

    /// <summary>What is another in a file, a sentence; null where all is the same.</summary>
    /// <param name="metadata">The file's texts.</param>
    public string? DifferenceFrom(IReadOnlyDictionary<string, string> metadata)
    {
        // A class that has moved to another namespace is still the same.
        var name = metadata.GetValueOrDefault(SavedNames.Model, "");
        if (SimpleName(name) != model.Name)
        {
            return $"It holds the model '{ShownText.Of(name)}', and {model.Name} was expected.";
        }

        foreach (var part in parts)
        {
            var text = metadata.GetValueOrDefault(part.Name, "");
            if (text != part.Text && (Difference(part, text) ?? $"It has {part.InWords} of {model.Name} in another order.") is { } difference)
            {
                return difference;
            }
        }

        var fingerprint = metadata.GetValueOrDefault(SavedNames.Fingerprint, "");
        return fingerprint == Fingerprint() ? null : $"Its fingerprint is '{ShownText.Of(fingerprint)}', and that of {model.Name} is '{Fingerprint()}'.";
    }

    private static string SimpleName(string name) => name[(name.LastIndexOfAny(['.', '+']) + 1)..];

    private static void WriteShape(Utf8JsonWriter json, long[] shape)
    {
        json.WriteStartArray();
        foreach (var size in shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
    }

    private static void WriteInfo(Utf8JsonWriter json, HyperparameterInfo info)
    {
        json.WriteStartObject();
        json.WriteNumber("count", info.Count);
        json.WriteString("per", info.Granularity.ToString());
        json.WriteString("scale", info.Transform.Scale.ToString());
        json.WriteFinite("min", info.Transform.Min);
        json.WriteFinite("max", info.Transform.Max);
        json.WriteBoolean("discrete", info.Discrete);
        json.WriteEndObject();
    }

    private string? Difference(Part part, string text)
    {
        if (JsonText.FieldsOf(text) is not { } found)
        {
            return $"It does not say what {part.InWords} are: '{part.Name}' of its metadata is missing or damaged.";
        }

        var expected = JsonText.FieldsOf(part.Text)!;
        foreach (var (name, value) in expected)
        {
            if (found.FirstOrDefault(field => field.Name == name) is not { Name: not null } other)
            {
                return $"It has no {name} among {part.InWords}, and {model.Name} has.";
            }

            if (other.Value != value)
            {
                return $"{name} is {ShownText.Of(other.Value)} in the file, and {value} in {model.Name}.";
            }
        }

        return found.FirstOrDefault(field => expected.All(own => own.Name != field.Name)) is { Name: { } unknown } ? $"It has {ShownText.Of(unknown)} among {part.InWords}, and {model.Name} has not." : null;
    }

    private string Fingerprint() =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(part => part.Text)))));

    /// <summary>One thing to agree in.</summary>
    /// <param name="Name">Its text's name in a file.</param>
    /// <param name="InWords">What messages call it.</param>
    /// <param name="Text">The text.</param>
    private sealed record Part(string Name, string InWords, string Text);
}
