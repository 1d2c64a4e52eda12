using System.Globalization;
using System.Text;

namespace Hyper.Runtime.Checkpoints;

/// <summary>Hands out the state of a run by names, part by part, as <see cref="StateWriter"/> took it in.</summary>
internal sealed class StateReader
{
    private readonly Checkpoint checkpoint;
    private readonly Device device;
    private readonly string prefix;

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="device">Where the run computes.</param>
    public StateReader(Checkpoint checkpoint, Device device)
        : this(checkpoint, device, "")
    {
    }

    private StateReader(Checkpoint checkpoint, Device device, string prefix) => (this.checkpoint, this.device, this.prefix) = (checkpoint, device, prefix);

    /// <summary>Steps done at the moment that this is the state of.</summary>
    public int Step => checkpoint.Step;

    /// <summary>Whether there is anything of a name: a part, a tensor, a number.</summary>
    public bool Has(string name) =>
        checkpoint.Names.Any(known => known == prefix + name || known.StartsWith($"{prefix}{name}/", StringComparison.Ordinal));

    /// <summary>The tensors of this part that have no part of their own, by their names.</summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors() =>
        checkpoint.Tensors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && !entry.Key[prefix.Length..].Contains('/', StringComparison.Ordinal))
            .Select(entry => (entry.Key[prefix.Length..], entry.Value));

    /// <summary>The reader of a part.</summary>
    public StateReader Part(string name) => new(checkpoint, device, $"{prefix}{name}/");

    /// <summary>Has a part take its state back.</summary>
    public void Read(string name, IResumable? part) => part?.Restore(Part(name));

    /// <summary>Reads numbers into a tensor of the same type and shape, on whichever device.</summary>
    /// <exception cref="HyperDslException">There is none of the name, or it is another.</exception>
    public void Read(string name, Tensor destination)
    {
        var value = Tensor(name);
        if (!value.shape.SequenceEqual(destination.shape) || value.dtype != destination.dtype)
        {
            throw checkpoint.Refuse(FormattableString.Invariant(
                $"{prefix}{name} is {value.dtype}[{string.Join(", ", value.shape)}] in it, and {destination.dtype}[{string.Join(", ", destination.shape)}] in this run."));
        }

        using var noGrad = torch.no_grad();
        destination.copy_(value);
    }

    /// <summary>A tensor on the host, which goes with the checkpoint.</summary>
    /// <exception cref="HyperDslException">There is none of the name.</exception>
    public Tensor Tensor(string name) => checkpoint.Tensors.TryGetValue(prefix + name, out var value) ? value : throw Missing(name);

    /// <summary>A copy of a tensor where the run computes, which the caller owns.</summary>
    /// <exception cref="HyperDslException">There is none of the name.</exception>
    public Tensor Own(string name) => Tensor(name).to(device, copy: true).DetachFromDisposeScope();

    /// <summary>The same; null where there is none of the name.</summary>
    public Tensor? OwnOrNone(string name) => Has(name) ? Own(name) : null;

    /// <summary>A whole number.</summary>
    /// <exception cref="HyperDslException">There is none of the name.</exception>
    public long Whole(string name) =>
        long.TryParse(NumberText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Missing(name);

    /// <summary>A number.</summary>
    /// <exception cref="HyperDslException">There is none of the name.</exception>
    public double Number(string name) =>
        double.TryParse(NumberText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Missing(name);

    /// <summary>A text.</summary>
    /// <exception cref="HyperDslException">There is none of the name.</exception>
    public string Text(string name) => Tensor(name) is { dtype: ScalarType.Byte } bytes ? Encoding.UTF8.GetString(bytes.data<byte>().ToArray()) : throw Missing(name);

    private string? NumberText(string name) => checkpoint.Texts.GetValueOrDefault(prefix + name);

    private HyperDslException Missing(string name) => checkpoint.Refuse($"It has no {prefix}{name}, which this run needs.");
}
