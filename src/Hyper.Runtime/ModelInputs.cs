namespace Hyper.Runtime;

/// <summary>What a forward method is given: one tensor for each of its parameters, of the same rows.</summary>
/// <remarks>
/// A model of one input has a tensor here and nothing is allocated for it; a tensor stands for itself alone wherever these are asked for.
/// </remarks>
public readonly struct ModelInputs
{
    private readonly Tensor first;
    private readonly Tensor[]? all;

    /// <summary>The inputs of a forward method with one parameter.</summary>
    /// <param name="only">[rows, …].</param>
    public ModelInputs(Tensor only) => first = only;

    /// <summary>The inputs of a forward method, in the order of its parameters.</summary>
    /// <param name="inputs">At least one, [rows, …] each.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ModelInputs(params Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Length == 0)
        {
            throw new ArgumentException("A forward method is given at least one tensor.", nameof(inputs));
        }

        first = inputs[0];
        all = inputs.Length == 1 ? null : inputs;
    }

    /// <summary>How many there are.</summary>
    public int Count => all?.Length ?? 1;

    /// <summary>Rows of each.</summary>
    public long Rows => first.shape[0];

    /// <summary>One of them.</summary>
    /// <param name="index">Which parameter it is for, counted from 0.</param>
    public Tensor this[int index] => all is null && index == 0 ? first : all![index];

    /// <summary>A tensor by itself.</summary>
    /// <param name="only">[rows, …].</param>
    public static implicit operator ModelInputs(Tensor only) => new(only);

    /// <summary>The same for all of them.</summary>
    internal ModelInputs Each<TWith>(TWith with, Func<Tensor, TWith, Tensor> change)
    {
        if (all is null)
        {
            return new ModelInputs(change(first, with));
        }

        var changed = new Tensor[all.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = change(all[i], with);
        }

        return new ModelInputs(changed);
    }

    /// <summary>Copies, in the caller's dispose scope.</summary>
    internal ModelInputs Cloned() => Each(0, static (input, _) => input.clone());

    /// <summary>Some rows on end: views.</summary>
    internal ModelInputs Narrow(long start, long count) => Each((start, count), static (input, part) => input.narrow(0, part.start, part.count));

    /// <summary>All of them, in their order.</summary>
    internal IReadOnlyList<Tensor> AsList() => all ?? [first];

    /// <summary>Frees their memory.</summary>
    internal void Dispose()
    {
        foreach (var input in AsList())
        {
            input.Dispose();
        }
    }
}
