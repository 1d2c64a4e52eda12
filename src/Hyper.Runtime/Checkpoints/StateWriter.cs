using System.Globalization;
using System.Text;

namespace Hyper.Runtime.Checkpoints;

/// <summary>Collects the state of a run by names, part by part.</summary>
/// <remarks>Tensors are not copied: the state is that of the moment at which it is written to a file.</remarks>
internal sealed class StateWriter
{
    private readonly List<(string Name, Tensor Value)> tensors;
    private readonly SortedDictionary<string, string> texts;
    private readonly string prefix;

    /// <summary>Begins with nothing.</summary>
    /// <param name="step">Steps done.</param>
    public StateWriter(int step)
        : this(step, [], new(StringComparer.Ordinal), "")
    {
    }

    private StateWriter(int step, List<(string Name, Tensor Value)> tensors, SortedDictionary<string, string> texts, string prefix) =>
        (Step, this.tensors, this.texts, this.prefix) = (step, tensors, texts, prefix);

    /// <summary>Steps done at the moment that this is the state of.</summary>
    public int Step { get; }

    /// <summary>All tensors so far, each by its whole name.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors => tensors;

    /// <summary>All numbers and short texts so far, each by its whole name.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>The writer of a part, whose names are its own.</summary>
    /// <param name="name">The part.</param>
    public StateWriter Part(string name) => new(Step, tensors, texts, $"{prefix}{name}/");

    /// <summary>Adds a part; nothing where there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="part">The part.</param>
    public void Add(string name, IResumable? part) => part?.Save(Part(name));

    /// <summary>Adds a dense tensor of any type and shape, on any device; nothing where there is none.</summary>
    /// <exception cref="InvalidOperationException">It is laid out otherwise: what reads it back would be summed in another order, to other bits.</exception>
    public void Add(string name, Tensor? value)
    {
        if (value is null)
        {
            return;
        }

        tensors.Add(value.is_contiguous() ? (prefix + name, value) : throw new InvalidOperationException($"{prefix}{name} is not dense."));
    }

    /// <summary>Adds a whole number.</summary>
    public void Add(string name, long value) => texts.Add(prefix + name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number, which reads back as the same bits.</summary>
    public void Add(string name, double value) => texts.Add(prefix + name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Adds a text of whatever length.</summary>
    public void Add(string name, string value) => tensors.Add((prefix + name, torch.tensor(Encoding.UTF8.GetBytes(value))));
}
