using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Layers;

/// <summary>
/// A hyperparameter inside a model: its natural values in the pass at hand, one set for each hyperparameter sample.
/// </summary>
public sealed class HyperTensor
{
    private readonly ForwardContext context;
    private long pass = -1;
    private Tensor? values;
    private Mixture? mixture;

    /// <summary>Binds a hyperparameter to a model's context; generated code calls this.</summary>
    public HyperTensor(ForwardContext context, HyperparameterInfo info)
    {
        this.context = context;
        Info = info;
    }

    /// <summary>What the hyperparameter is: name, number of values, transform.</summary>
    public HyperparameterInfo Info { get; }

    /// <summary>Natural values, [S, count]: one row for each hyperparameter sample.</summary>
    public Tensor Values
    {
        get
        {
            // Several readers in one pass share one transform; the tensor lives as long as the pass's dispose scope.
            if (values is null || !IsRead)
            {
                values = context.NaturalValues(Info);
                pass = context.Pass;
            }

            return values;
        }
    }

    /// <summary>The values that each row of a batch answers to: [rows, count], or [1, count] where all rows share them.</summary>
    /// <param name="rows">A tensor whose first dimension is the batch's rows.</param>
    /// <exception cref="HyperDslException">There are fewer rows than samples.</exception>
    public Tensor ForRowsOf(Tensor rows)
    {
        var samples = context.Samples;
        if (samples == 1)
        {
            return Values;
        }

        var count = rows.shape[0];
        if (RowGroups.AreEven(count, samples))
        {
            return Values.repeat_interleave(count / samples, dim: 0);
        }

        using var repeats = torch.tensor(RowGroups.Counts(count, samples), device: Values.device);
        return Values.repeat_interleave(repeats, dim: 0);
    }

    /// <summary>The scalar value of each row, shaped to multiply a tensor of any rank row by row: [rows, 1, …] or [1, 1, …].</summary>
    /// <param name="rows">A tensor whose first dimension is the batch's rows.</param>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or there are fewer rows than samples.</exception>
    public Tensor ColumnFor(Tensor rows)
    {
        if (Info.Count != 1)
        {
            throw new HyperDslException($"{Info.Name} has {Info.Count} values where one a row is needed.");
        }

        var column = ForRowsOf(rows);
        if (rows.dim() == 2)
        {
            return column;
        }

        var shape = new long[rows.dim()];
        Array.Fill(shape, 1);
        shape[0] = column.shape[0];
        return column.view(shape);
    }

    /// <summary>The hyperparameter's name.</summary>
    public override string ToString() => Info.Name;

    /// <summary>The pass that the hyperparameter is read in.</summary>
    internal ForwardContext Context => context;

    /// <summary>How <see cref="Augmentations.Mixup"/> mixed the rows of this pass, if it did.</summary>
    internal Mixture? Mixture
    {
        get => mixture?.Pass == context.Pass ? mixture : null;
        set => mixture = value;
    }

    // Whether somebody has asked for the values in this pass.
    private bool IsRead => pass == context.Pass;

    /// <summary>
    /// The logarithms of the values, [S, P], where there is one for each weight, they are what the unconstrained coordinates are,
    /// and nobody has asked for the values yet: who takes exponentials on the way saves a pass.
    /// </summary>
    internal Tensor? UnreadLogarithms =>
        Info is { Granularity: Dsl.Per.Weight, Penalized: Dsl.Penalized.All, Discrete: false, Transform.IsPlainLogarithm: true } && !IsRead ? context.UnconstrainedValues(Info) : null;

    internal Tensor ValuesOfWeights() => context.NaturalValuesOfWeights(Info, Values);

    /// <summary>For each row the value with the row's own index, out of the row's own sample: [rows].</summary>
    /// <param name="indices">[rows], Int64, from 0 to below the number of values.</param>
    /// <remarks>With a value for each of a million examples, all that is made for a row is one number, not a million.</remarks>
    internal Tensor ValuesAt(Tensor indices) => IsRead ? Pick(Values, indices) : Info.ToNatural(Pick(context.UnconstrainedValues(Info), indices));

    /// <summary>One of count values for each row, out of [S, count].</summary>
    private Tensor Pick(Tensor all, Tensor indices)
    {
        var samples = context.Samples;
        if (samples == 1)
        {
            return all.reshape(-1).index_select(0, indices);
        }

        var rows = indices.shape[0];
        using var repeats = torch.tensor(RowGroups.Counts(rows, samples), device: indices.device);
        var first = torch.arange(Scalars.Of(0), Scalars.Of((long)samples * Info.Count), Scalars.Of(Info.Count), dtype: ScalarType.Int64, device: indices.device).repeat_interleave(repeats, dim: 0);
        return all.reshape(-1).index_select(0, indices.add(first, Scalars.Of(1)));
    }
}
