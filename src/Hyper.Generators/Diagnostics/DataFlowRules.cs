using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about what the methods of a model do with layers, hyperparameters and gradients: HYP05nn.</summary>
internal static class DataFlowRules
{
    private const string Category = "HyperDsl.DataFlow";

    public static readonly DiagnosticDescriptor NeverRead = Rule.Of(
        "HYP0501",
        "A hyperparameter is read in training",
        "Neither the forward method nor the training loss reads the hyperparameter '{0}', so its gradient is always zero; use it there or remove it",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ReadInValidation = Rule.Of(
        "HYP0502",
        "The validation loss reads no hyperparameter",
        "The validation loss reads the hyperparameter '{0}', so tuning would shrink the measure instead of improving the model; move the term to the training loss",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor LayerUnused = Rule.Of(
        "HYP0503",
        "A layer is used",
        "The layer '{0}' is never used, so its weights are trained for nothing; use it in the forward method or remove it",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor WrongKind = Rule.Of(
        "HYP0504",
        "A method gets the kind of hyperparameter that it takes",
        "{0} takes a hyperparameter with {1}, and '{2}' is declared with {3}; {4}",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor TargetsNotMixed = Rule.Of(
        "HYP0505",
        "Targets are mixed as their inputs are",
        "Mixup mixes inputs with '{0}', and nothing mixes their targets; write MixTargets(targets, {0}) in the training loss",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor GradientCutOff = Rule.Of(
        "HYP0506",
        "Gradients reach what is trained",
        "{0} lets no gradient through, and it is the only way from {1} to {2}, so nothing is learned along it; {3}",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor WeightWritten = Rule.Of(
        "HYP0507",
        "A model does not write its weights",
        "{0} writes into '{1}', and weights are what the hypernetwork answers, so the write is an error or undone in the next pass; compute a new tensor and use that",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ReadAsNumber = Rule.Of(
        "HYP0508",
        "A hyperparameter stays a tensor",
        "{0} makes one C# number of the hyperparameter '{1}', which has a value for each hyperparameter sample, so weights and values no longer belong together; use {1}.ColumnFor(rows)",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ThroughAutograd = Rule.Of(
        "HYP0509",
        "Why a pass goes through autograd",
        "Autograd differentiates the {0} pass of '{1}', because the compiler does not differentiate {2}: it costs time, and the numbers are the same",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor OptimizersRead = Rule.Of(
        "HYP0511",
        "The optimizer alone reads its numbers",
        "'{0}' is the optimizer's {1}, which nothing in the model reads; remove Of where it is declared, or read another hyperparameter here",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor LossSummed = Rule.Of(
        "HYP0510",
        "A loss is a mean over rows",
        "'{0}' sums over the rows of the batch, so the loss grows with the batch and with the number of hyperparameter samples, and penalties no longer weigh what they say; take the mean",
        Category,
        DiagnosticSeverity.Warning);
}
