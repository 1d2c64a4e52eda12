namespace Hyper.Runtime.Layers;

/// <summary>How hyperparameters shape the training loss: soft targets, and weights of rows, classes, examples and terms.</summary>
/// <remarks>Call these by their names alone: the compiler imports them into every project with models.</remarks>
public static class LossShape
{
    /// <summary>
    /// Label smoothing (Szegedy et al., 2016): in training (1 − ε)·target + ε/classes; in validation the targets as they
    /// are, one-hot.
    /// </summary>
    /// <param name="targets">Class labels, [rows] of type Int64, or probabilities or one-hot rows, [rows, classes].</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="strength">ε, one scalar hyperparameter between 0 and 1.</param>
    /// <returns>Probabilities, [rows, classes]: <c>cross_entropy</c> takes them in the place of labels.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the targets have another shape.</exception>
    public static Tensor SmoothLabels(Tensor targets, int classes, HyperTensor strength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var probabilities = AsProbabilities(targets, classes, strength.Values.dtype);
        if (!strength.Context.IsTraining)
        {
            return probabilities;
        }

        var epsilon = strength.ColumnFor(probabilities);
        return (probabilities * epsilon.neg().add(Scalars.Of(1), Scalars.Of(1))).add(epsilon / Scalars.Of(classes), Scalars.Of(1));
    }

    /// <summary>
    /// Mixes targets as <see cref="Augmentations.Mixup"/> mixed the inputs that they belong to; in validation the targets as
    /// they are.
    /// </summary>
    /// <param name="targets">[rows, …]: numbers, or one-hot or soft rows of classes.</param>
    /// <param name="strength">The hyperparameter that the inputs were mixed with.</param>
    /// <returns>Floating-point targets of the same shape.</returns>
    /// <exception cref="HyperDslException">The targets are class labels, which cannot be mixed, or the inputs were not mixed with this hyperparameter.</exception>
    public static Tensor MixTargets(Tensor targets, HyperTensor strength)
    {
        if (!targets.is_floating_point() && targets.dim() == 1)
        {
            throw new HyperDslException("Class labels cannot be mixed, but one-hot rows can: write MixTargets(one_hot(labels, classes), …), or mix smoothed labels.");
        }

        var numbers = targets.is_floating_point() ? targets : targets.to(strength.Values.dtype);
        if (!strength.Context.IsTraining)
        {
            return numbers;
        }

        var mixture = strength.Mixture
            ?? throw new HyperDslException($"MixTargets follows Mixup, but the inputs of this pass were not mixed with {strength.Info.Name}: call Mixup(inputs, {strength.Info.Name}) in the forward method.");
        if (targets.shape[0] != mixture.Share.shape[0])
        {
            throw new HyperDslException($"MixTargets was given {targets.shape[0]} rows of targets for {mixture.Share.shape[0]} rows of inputs.");
        }

        return mixture.Of(numbers);
    }

    /// <summary>
    /// A term of the training loss with a weight of its own: the mean over the rows of weight × loss, each row with the
    /// weight of its own hyperparameter sample.
    /// </summary>
    /// <param name="perRow">The term's loss of each row, [rows] or [rows, …], such as with <c>Reduction.None</c>.</param>
    /// <param name="weight">The term's weight, one scalar hyperparameter.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the loss is no longer one a row.</exception>
    public static Tensor Weigh(Tensor perRow, HyperTensor weight)
    {
        if (perRow.dim() == 0 || perRow.shape[0] != weight.Context.Rows)
        {
            throw new HyperDslException(
                $"Weigh takes a loss for each of the {weight.Context.Rows} rows, because rows may have different weights, but was given a tensor of shape [{string.Join(", ", perRow.shape)}]. Write reduction: Reduction.None in the loss.");
        }

        return (perRow * weight.ColumnFor(perRow)).mean();
    }

    /// <summary>The weight of each row's class, to multiply the rows' losses by.</summary>
    /// <param name="labels">Class labels, [rows] of type Int64, or one-hot or soft rows, [rows, classes], which get the mean over their classes.</param>
    /// <param name="weights">One weight a class: <c>Count = classes</c>.</param>
    /// <returns>[rows].</returns>
    /// <exception cref="HyperDslException">The targets have another shape.</exception>
    public static Tensor ClassWeights(Tensor labels, HyperTensor weights)
    {
        if (labels.dim() == 1 && !labels.is_floating_point())
        {
            return weights.ValuesAt(labels.to(ScalarType.Int64));
        }

        var classes = weights.Info.Count;
        return (AsProbabilities(labels, classes, weights.Values.dtype) * weights.ForRowsOf(labels)).sum(1);
    }

    /// <summary>
    /// The weight of each row's own example of the training split, to multiply the rows' losses by: data cleaning, with
    /// one hyperparameter an example. Only the training loss may call it.
    /// </summary>
    /// <param name="weights">One weight an example: <c>Per = Per.Example, Count = rows of the training split</c>.</param>
    /// <returns>[rows].</returns>
    /// <exception cref="HyperDslException">The hyperparameter is not one an example, or the pass is no training.</exception>
    public static Tensor ExampleWeights(HyperTensor weights)
    {
        if (!weights.Info.IsPerExample)
        {
            throw new HyperDslException($"ExampleWeights needs one value an example, but {weights.Info.Name} is declared otherwise: write Per = Per.Example and Count = the number of training rows.");
        }

        var examples = weights.Context.Examples
            ?? throw new HyperDslException($"{weights.Info.Name} has a value for each row of the training split, and the rows of this pass come from elsewhere: read it in the training loss only.");
        return weights.ValuesAt(examples);
    }

    private static Tensor AsProbabilities(Tensor targets, int classes, ScalarType type)
    {
        if (targets.dim() == 1 && !targets.is_floating_point())
        {
            return torch.nn.functional.one_hot(targets.to(ScalarType.Int64), classes).to(type);
        }

        if (targets.dim() != 2 || targets.shape[1] != classes)
        {
            throw new HyperDslException(
                $"Targets of {classes} classes are labels, [rows] of type Int64, or rows of probabilities, [rows, {classes}]; these have the shape [{string.Join(", ", targets.shape)}] and the type {targets.dtype}.");
        }

        return targets.to(type);
    }
}
