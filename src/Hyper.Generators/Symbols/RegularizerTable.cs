namespace Hyper.Generators.Symbols;

/// <summary>The values that a method reads of the hyperparameter it is given.</summary>
internal enum HyperparameterNeed
{
    /// <summary>One value, for each row that of its own sample.</summary>
    One,

    /// <summary>A value for the whole model, or one a layer, unit or weight.</summary>
    OfWeights,

    /// <summary>A count of values.</summary>
    Counted,

    /// <summary>One value for each row of the training split.</summary>
    OfExamples,
}

/// <summary>What a method makes of the shape of the tensor that it is given.</summary>
internal enum RegularizerShape
{
    /// <summary>It is given none, or gives something else.</summary>
    Other,

    /// <summary>It gives that shape, whatever it is.</summary>
    Kept,

    /// <summary>It takes images, [rows, channels, height, width], and gives their shape.</summary>
    OfImages,
}

/// <summary>A method of the runtime through which a model reads a hyperparameter.</summary>
/// <param name="Type">The static class that has it, without its namespace.</param>
/// <param name="Method">Its name.</param>
/// <param name="Need">What it reads of the hyperparameter.</param>
/// <param name="IsDifferentiable">
/// Whether ∂L_T/∂λ exists as autograd computes it. The joint algorithms do not ask for it, because they learn the
/// response from the loss at perturbed hyperparameters; what differentiates the training loss by its hyperparameters
/// finds zero, or a part of the truth, where this is false.
/// </param>
internal sealed record Regularizer(string Type, string Method, HyperparameterNeed Need, bool IsDifferentiable)
{
    /// <summary>What it makes of the shape of its input.</summary>
    public RegularizerShape Shape { get; init; }

    /// <summary>Whether it draws, so that a call is made also where nobody needs what it gives: what is drawn later depends on it.</summary>
    public bool IsRandom { get; init; }

    /// <summary>Whether it is a term of a loss that answers to the weights of all layers.</summary>
    public bool IsPenalty { get; init; }
}

/// <summary>Every such method: the one place where the compiler knows them.</summary>
internal static class RegularizerTable
{
    public const string Namespace = "Hyper.Runtime.Layers";

    public static readonly IReadOnlyList<Regularizer> All =
    [
        new("Regularizers", "L2", HyperparameterNeed.OfWeights, IsDifferentiable: true) { IsPenalty = true },
        new("Regularizers", "L1", HyperparameterNeed.OfWeights, IsDifferentiable: true) { IsPenalty = true },

        // What is dropped or cut is a step function of the strength: autograd sees the scale of what is kept at most.
        new("Regularizers", "Drop", HyperparameterNeed.One, IsDifferentiable: false) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("Regularizers", "DropChannels", HyperparameterNeed.One, IsDifferentiable: false) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("Regularizers", "AddNoise", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("Augmentations", "Cutout", HyperparameterNeed.One, IsDifferentiable: false) { Shape = RegularizerShape.OfImages, IsRandom = true },
        new("Augmentations", "Brightness", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("Augmentations", "Contrast", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("Augmentations", "Saturation", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.OfImages, IsRandom = true },
        new("Augmentations", "Shift", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.OfImages, IsRandom = true },
        new("Augmentations", "Rotate", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.OfImages, IsRandom = true },
        new("Augmentations", "Rescale", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.OfImages, IsRandom = true },
        new("Augmentations", "Mixup", HyperparameterNeed.One, IsDifferentiable: true) { Shape = RegularizerShape.Kept, IsRandom = true },
        new("LossShape", "MixTargets", HyperparameterNeed.One, IsDifferentiable: true),
        new("LossShape", "SmoothLabels", HyperparameterNeed.One, IsDifferentiable: true),
        new("LossShape", "Weigh", HyperparameterNeed.One, IsDifferentiable: true),
        new("LossShape", "ClassWeights", HyperparameterNeed.Counted, IsDifferentiable: true),
        new("LossShape", "ExampleWeights", HyperparameterNeed.OfExamples, IsDifferentiable: true),
    ];
}
