using System.Globalization;
using Hyper.Runtime.Files;

namespace Hyper.Runtime.Checkpoints;

/// <summary>A run between two steps, as a file has it: what the run is, how far it had come, and its state.</summary>
internal sealed class Checkpoint : IDisposable
{
    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    private const int Newest = 1;

    private const string FormatName = "hyperdsl.checkpoint";
    private const string Format = "format";
    private const string FormatVersion = "format_version";
    private const string RunName = "run";
    private const string StepName = "step";

    private readonly string path;

    private Checkpoint(string path, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, Tensor> tensors)
    {
        this.path = path;
        Texts = texts;
        Tensors = tensors;
    }

    /// <summary>Numbers and short texts by name, what the file says of itself among them.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Tensors by name, on the host.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>The names of all there is.</summary>
    public IEnumerable<string> Names => Tensors.Keys.Concat(Texts.Keys);

    /// <summary>What the run is, in JSON.</summary>
    public string Run => Texts.GetValueOrDefault(RunName) ?? throw Refuse("It does not say which run it is of.");

    /// <summary>Steps done.</summary>
    public int Step => int.TryParse(Texts.GetValueOrDefault(StepName), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        ? step
        : throw Refuse("It does not say of which step it is.");

    /// <summary>Writes a checkpoint, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">What the run is, in JSON.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="state">The run's state.</param>
    /// <exception cref="HyperDslException">It cannot be written.</exception>
    public static void Write(string path, string run, int step, StateWriter state)
    {
        IEnumerable<KeyValuePair<string, string>> texts =
        [
            new(Format, FormatName),
            new(FormatVersion, Newest.ToString(CultureInfo.InvariantCulture)),
            new(RunName, run),
            new(StepName, step.ToString(CultureInfo.InvariantCulture)),
            .. state.Texts,
        ];
        AtomicFile.Write(path, stream => TensorFileWriter.WriteSealed(stream, texts, state.Tensors));
    }

    /// <summary>Reads a checkpoint whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="damage">What is wrong with the file where it is not as it was written, a sentence; null where nothing is.</param>
    /// <returns>The checkpoint; null where the file is damaged.</returns>
    /// <exception cref="HyperDslException">It is a whole file of something else, or of a newer version.</exception>
    public static Checkpoint? Read(string path, out string? damage)
    {
        Checkpoint checkpoint;
        try
        {
            using var scope = torch.NewDisposeScope();
            using var reader = TensorFileReader.OpenSealed(path);
            checkpoint = new Checkpoint(path, reader.Header.Metadata, reader.ReadSealed());
            foreach (var tensor in checkpoint.Tensors.Values)
            {
                tensor.DetachFromDisposeScope();
            }
        }
        catch (HyperDslException problem)
        {
            damage = problem.Message;
            return null;
        }

        damage = null;
        try
        {
            checkpoint.RequireKnown();
            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>Refuses the checkpoint.</summary>
    /// <param name="what">What is wrong, a sentence.</param>
    public HyperDslException Refuse(string what) => new($"The checkpoint '{path}' does not fit. {what}");

    private void RequireKnown()
    {
        if (Texts.GetValueOrDefault(Format) != FormatName)
        {
            throw Refuse($"It is of the format '{ShownText.Of(Texts.GetValueOrDefault(Format))}', and '{FormatName}' was expected.");
        }

        var version = Texts.GetValueOrDefault(FormatVersion, "");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Newest)
        {
            throw Refuse($"It is of format version '{ShownText.Of(version)}', and this HyperDsl reads versions up to {Newest}. Update HyperDsl.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
