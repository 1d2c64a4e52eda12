using Hyper.Runtime.Data.Rows;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <content>What rows must be, and what is said of those that are not.</content>
public sealed partial class Dataset
{
    private const long NumbersAtOnce = 1 << 20;

    private bool isDisposed;

    /// <summary>Refuses NaN and infinity, which would spoil a whole run without a word. All rows of a source are read for it.</summary>
    /// <param name="name">What the error calls this dataset, such as "the training split".</param>
    /// <exception cref="HyperDslException">There is one: the first is named with its row and column.</exception>
    public void RequireFinite(string name)
    {
        if (source is not null)
        {
            // Each part is looked at as it is read.
            foreach (Dataset part in InParts())
                part.Dispose();
            return;
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].is_floating_point())
                RequireFinite(inputs[i], name, Called(i), static row => row);
        }

        if (!HasLabels)
            RequireFinite(Targets, name, "targets", static row => row);
    }

    /// <summary>Refuses labels that are no class.</summary>
    /// <param name="classes">How many classes there are; they are numbered from 0.</param>
    /// <exception cref="HyperDslException">
    /// The targets are no labels, or one is negative or too large: the first is named with its row; or the rows are with a source.
    /// </exception>
    public void RequireLabelsBelow(int classes)
    {
        if (classes < 1)
            throw new HyperDslException($"There are {Number(classes)} classes; at least 1 is expected.");
        if (!HasLabels)
        {
            throw new HyperDslException(
                $"The targets are {layout.Target.Text(Count)} and not class labels; whole numbers are expected.");
        }

        using var scope = NewDisposeScope();
        Tensor bad = Targets.lt(Scalars.Of(0)).logical_or(Targets.ge(Scalars.Of(classes)));
        if (!bad.any().item<bool>())
            return;
        long place = bad.flatten().to(ScalarType.Int64).argmax().item<long>();
        throw new HyperDslException(
            $"The label of row {Number(place / (Targets.numel() / Count))} (counted from 0) is {Number(Targets.flatten()[place].item<long>())}; {Number(classes)} classes"
            + $" are numbered from 0 to {Number(classes - 1)}.");
    }

    /// <summary>Refuses rows that have been disposed of.</summary>
    /// <param name="name">What the error calls this dataset, such as "The training split".</param>
    /// <exception cref="ObjectDisposedException">They have.</exception>
    internal void RequireAlive(string name)
    {
        if (isDisposed || (targets is not null && (targets.IsInvalid || inputs.AsList().Any(input => input.IsInvalid))))
        {
            throw new ObjectDisposedException(
                nameof(Dataset), $"{name} have been disposed of. They are needed until the call is done with them: where it returns a task, await it inside the using block.");
        }
    }

    /// <summary>Refuses rows whose inputs are not those of a model.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="names">The names of its forward method's parameters.</param>
    /// <param name="name">What the error calls this dataset, such as "the training split".</param>
    /// <exception cref="HyperDslException">They are more or fewer, or have other names, or another order.</exception>
    internal void RequireInputs(string model, IReadOnlyList<string> names, string name)
    {
        if (layout.HasNames(names))
            return;
        string takes = names.Count == 1 ? $"one input, '{names[0]}'" : $"the inputs {RowLayout.Text(names)}, in this order";
        string has = InputNames.Count == 1 ? $"one input, '{InputNames[0]}'" : $"the inputs {RowLayout.Text(InputNames)}";
        throw new HyperDslException(
            $"The forward method of {model} takes {takes}, and {name} has {has}. Make the dataset with an input for each parameter, under its name and in its order:"
            + $" new Dataset([{string.Join(", ", names.Select(parameter => $"(\"{parameter}\", …)"))}], targets).");
    }

    /// <summary>Says in words what type and shape a tensor has.</summary>
    internal static string Describe(Tensor tensor) => $"{tensor.dtype} of shape [{string.Join(", ", tensor.shape.Select(Number))}]";

    /// <summary>Refuses numbers that are not finite.</summary>
    /// <param name="values">[N, …].</param>
    /// <param name="name">What the error calls the rows.</param>
    /// <param name="part">And what the part of them.</param>
    /// <param name="numberOf">The number of a row, from its place in the tensor.</param>
    internal static void RequireFinite(Tensor values, string name, string part, Func<long, long> numberOf)
    {
        // A part at a time: what is computed for the whole would be nearly as large as the data.
        long width = values.numel() / values.shape[0];
        long rows = Math.Max(1, NumbersAtOnce / width);
        for (long start = 0; start < values.shape[0]; start += rows)
        {
            using var scope = NewDisposeScope();
            Tensor some = values.narrow(0, start, Math.Min(rows, values.shape[0] - start));
            Tensor bad = some.isfinite().logical_not();
            if (!bad.any().item<bool>())
                continue;
            long first = bad.flatten().to(ScalarType.Int64).argmax().item<long>();
            double value = some.flatten()[first].to(ScalarType.Float64).item<double>();
            throw new HyperDslException(
                $"{name}: the {part} have {(double.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "minus infinity")} in row"
                + $" {Number(numberOf(start + (first / width)))}, column {Number(first % width)} (both counted from 0); only finite numbers can be"
                + " learned from. Remove or repair the row.");
        }
    }

    /// <summary>What an error calls an input.</summary>
    internal string Called(int input) => RowLayout.Called(layout.Inputs[input].Name, layout.Inputs.Count);

    private static string[] NamesOf(IReadOnlyList<(string Name, Tensor Values)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
            throw new HyperDslException("A dataset has at least one input, and none is given.");
        string[] names = [.. inputs.Select(input => input.Name)];
        if (names.Any(string.IsNullOrEmpty))
            throw new HyperDslException("An input has no name; each has that of a parameter of the model's forward method.");
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new HyperDslException($"{Number(twice.Count())} inputs are called '{twice.Key}'; each has a name of its own, that of a parameter of the model's forward method.");
        foreach ((_, Tensor values) in inputs)
            ArgumentNullException.ThrowIfNull(values, nameof(inputs));
        return names;
    }

    private static void RequireUsable(IReadOnlyList<string> names, ModelInputs inputs, Tensor targets)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].dim() < 1 || !(inputs[i].is_floating_point() || InputType.IsWhole(inputs[i].dtype)))
            {
                throw new HyperDslException(
                    $"The {RowLayout.Called(names[i], names.Count)} are {Describe(inputs[i])}; floating-point or whole numbers of shape [rows, …] are expected. Convert them.");
            }
        }

        if (targets.dim() < 1 || !(targets.is_floating_point() || InputType.IsWhole(targets.dtype) || targets.dtype == ScalarType.Bool))
        {
            throw new HyperDslException(
                $"The targets are {Describe(targets)}; class labels are expected as whole numbers, and numbers as floating-point, of shape"
                + " [rows, …]. Convert them.");
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].numel() == 0 || targets.numel() == 0)
            {
                throw new HyperDslException(
                    $"The {RowLayout.Called(names[i], names.Count)} are {Describe(inputs[i])} and the targets {Describe(targets)}; at least one row of at least one"
                    + " value is expected.");
            }

            if (inputs[i].shape[0] != targets.shape[0])
            {
                throw new HyperDslException(
                    $"There are {Number(inputs[i].shape[0])} rows of {RowLayout.Called(names[i], names.Count)} and {Number(targets.shape[0])} of targets; each row of"
                    + " inputs has one row of targets.");
            }
        }
    }

    private static void RequireLike(Dataset first, Dataset other, int index)
    {
        if (!other.layout.HasNamesOf(first.layout))
        {
            throw new HyperDslException(
                $"Dataset {Number(index)} (counted from 0) has the inputs {RowLayout.Text(other.InputNames)}, and the first has {RowLayout.Text(first.InputNames)}; names"
                + " and order have to be the same.");
        }

        if (other.layout.DifferenceFrom(first.layout) is { } difference)
            throw Unlike(difference.Part, difference.Other, difference.One);
        if (first.Device.ToString() != other.Device.ToString())
            throw Unlike(first.Called(0), first.layout.Inputs[0], other.layout.Inputs[0]);

        HyperDslException Unlike(string part, RowPart ofFirst, RowPart ofOther) => new(
            $"The {part} of dataset {Number(index)} (counted from 0) are {ofOther.Text(other.Count)} on {other.Device}, and those of the first are"
            + $" {ofFirst.Text(first.Count)} on {first.Device}; only the number of rows may differ.");
    }
}
