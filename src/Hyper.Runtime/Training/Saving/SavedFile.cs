using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;
using Hyper.Runtime.Files;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Saving;

/// <summary>A file of a model or of a response: safetensors, with all that is no tensor as texts of its header.</summary>
internal sealed class SavedFile
{
    // Beyond that no evaluation would be a part of anything.
    private const long MostEvaluationRows = 1 << 30;

    private readonly TensorFileReader reader;

    /// <summary>Looks at a file that is to be loaded.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="expected">What it should hold.</param>
    /// <exception cref="HyperDslException">It holds something else, or is of a newer format.</exception>
    public SavedFile(TensorFileReader reader, SavedKind expected)
    {
        this.reader = reader;
        var metadata = reader.Header.Metadata;
        var kind = SavedKind.Named(metadata.GetValueOrDefault(SavedNames.Format))
            ?? throw reader.Refuse("It is a file of tensors, but none that HyperDsl saved: its metadata names no format of HyperDsl's.");
        var version = metadata.GetValueOrDefault(SavedNames.FormatVersion, "");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > SavedNames.Version)
        {
            throw reader.Refuse(
                $"It is of format version '{ShownText.Of(version)}', written by HyperDsl '{ShownText.Of(metadata.GetValueOrDefault(SavedNames.HyperDslVersion))}', and this HyperDsl {HyperDslVersion} reads versions up to {SavedNames.Version}. Update HyperDsl.");
        }

        if (kind != expected)
        {
            throw reader.Refuse($"It holds {kind.InWords}, and {expected.InWords} was expected: use {kind.LoadedBy}.");
        }
    }

    /// <summary>The texts of its header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => reader.Header.Metadata;

    /// <summary>The texts of the user's own, by name.</summary>
    public IReadOnlyDictionary<string, string> Notes => Metadata.Where(text => text.Key.StartsWith(SavedNames.Note, StringComparison.Ordinal))
        .ToDictionary(text => text.Key[SavedNames.Note.Length..], text => text.Value, StringComparer.Ordinal);

    /// <summary>Rows that an evaluation takes at once; null where the file says nothing that can be used.</summary>
    public long? EvaluationRows =>
        long.TryParse(Metadata.GetValueOrDefault(SavedNames.EvaluationRows), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is > 0 and <= MostEvaluationRows ? rows : null;

    private static string HyperDslVersion { get; } =
        typeof(SavedFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string TorchSharpVersion { get; } = typeof(torch).Assembly.GetName().Version?.ToString() ?? "unknown";

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="identity">The model.</param>
    /// <param name="space">Its hyperparameters.</param>
    /// <param name="unconstrained">û, n unconstrained coordinates.</param>
    /// <param name="evaluationRows">Rows that an evaluation takes at once.</param>
    /// <param name="tensors">All other tensors.</param>
    /// <param name="notes">Texts of the user's own, by name.</param>
    /// <param name="zeroRows">Rows of weights that count as zero.</param>
    public static void Write(
        Stream stream,
        SavedKind kind,
        ModelIdentity identity,
        HyperparameterSpace space,
        double[] unconstrained,
        long evaluationRows,
        IEnumerable<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string>? notes = null,
        IReadOnlyList<(string Weight, int Row)>? zeroRows = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var scope = torch.NewDisposeScope();
        IEnumerable<KeyValuePair<string, string>> metadata =
        [
            new(SavedNames.Format, kind.Format),
            new(SavedNames.FormatVersion, SavedNames.Version.ToString(CultureInfo.InvariantCulture)),
            new(SavedNames.HyperDslVersion, HyperDslVersion),
            new(SavedNames.TorchSharpVersion, TorchSharpVersion),
            .. identity.Texts(),
            .. zeroRows is { Count: > 0 } ? [KeyValuePair.Create(SavedNames.ZeroRows, JsonText.Object(zeroRows, static (json, row) => json.WriteNumberValue(row)))] : Array.Empty<KeyValuePair<string, string>>(),
            new(SavedNames.EvaluationRows, evaluationRows.ToString(CultureInfo.InvariantCulture)),
            new(SavedNames.Values, ValuesText(space, space.ToNatural(unconstrained))),
            .. (notes ?? ReadOnlyDictionary<string, string>.Empty).Select(note => KeyValuePair.Create(SavedNames.Note + note.Key, note.Value)),
        ];
        TensorFileWriter.Write(stream, metadata, [.. tensors, (SavedNames.Coordinates, torch.tensor(unconstrained))]);
    }

    /// <summary>The precision of the model, which is that of one of its tensors.</summary>
    /// <param name="name">The tensor.</param>
    /// <exception cref="HyperDslException">There is no such tensor, or it is of a type that no model computes in.</exception>
    public ScalarType PrecisionOf(string name)
    {
        var place = reader.Header.Tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw reader.Refuse($"It has no tensor {name}.");
        return place.Type.Scalar is ScalarType.Float32 or ScalarType.Float64 ? place.Type.Scalar : throw reader.Refuse($"{name} is of the type {place.Type.Name}, and models are F32 or F64.");
    }

    /// <summary>Makes sure that the file is of a model.</summary>
    /// <param name="identity">The model.</param>
    /// <exception cref="HyperDslException">It is of another, or of the same before it was changed; the message names the difference.</exception>
    public void Require(ModelIdentity identity)
    {
        if (identity.DifferenceFrom(Metadata) is { } difference)
        {
            throw reader.Refuse(difference);
        }
    }

    /// <summary>Makes sure that the file has the tensors that it should have, before there is memory for them.</summary>
    /// <param name="expected">Their names, shapes and types.</param>
    /// <exception cref="HyperDslException">One is missing, one is too many, or one is another; the message names it.</exception>
    public void RequireTensors(IReadOnlyCollection<(string Name, long[] Shape, ScalarType Type)> expected)
    {
        var found = reader.Header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var (name, shape, type) in expected)
        {
            if (!found.Remove(name, out var place))
            {
                throw reader.Refuse($"It has no tensor {name}.");
            }

            if (!place.Shape.SequenceEqual(shape))
            {
                throw reader.Refuse($"{name} has the shape {TensorPlace.Text(place.Shape)} in the file, and {TensorPlace.Text(shape)} was expected.");
            }

            if (place.Type.Scalar != type)
            {
                throw reader.Refuse($"{name} is of the type {place.Type.Name} in the file, and {TensorType.Of(type)?.Name ?? type.ToString()} was expected.");
            }
        }

        if (found.Count > 0)
        {
            throw reader.Refuse($"It has a tensor {ShownText.Of(found.Keys.First())}, which the model has not.");
        }
    }

    /// <summary>Reads all tensors.</summary>
    /// <param name="destinations">A dense host tensor for each, of its type and shape.</param>
    /// <returns>û, n unconstrained coordinates.</returns>
    /// <exception cref="HyperDslException">The file ends too early, cannot be read, or has coordinates that are no numbers.</exception>
    public double[] Read(IReadOnlyDictionary<string, Tensor> destinations)
    {
        reader.ReadInto(destinations);
        var unconstrained = destinations[SavedNames.Coordinates].data<double>().ToArray();
        return unconstrained.All(double.IsFinite) ? unconstrained : throw reader.Refuse($"{SavedNames.Coordinates} has coordinates that are not finite.");
    }

    /// <summary>Refuses the file.</summary>
    /// <param name="what">What is wrong, a sentence.</param>
    public HyperDslException Refuse(string what) => reader.Refuse(what);

    private static string ValuesText(HyperparameterSpace space, double[] natural) => JsonText.Object(space.Hyperparameters.Select(info => (info.Name, info)), (json, info) =>
    {
        var values = natural.AsSpan(info.Offset, info.Count);
        if (info.Count > 1)
        {
            var vector = HyperVector.From(values);
            json.WriteStartObject();
            json.WriteNumber("count", info.Count);
            json.WriteFinite("min", vector.Min);
            json.WriteFinite("max", vector.Max);
            json.WriteEndObject();
        }
        else if (double.IsFinite(values[0]))
        {
            json.WriteNumberValue(values[0]);
        }
        else
        {
            json.WriteNullValue();
        }
    });
}
