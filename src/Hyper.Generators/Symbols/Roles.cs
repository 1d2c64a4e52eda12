using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Symbols;

/// <summary>The part that a member plays in a model.</summary>
internal static class Roles
{
    private static readonly IReadOnlyList<(string Attribute, string Name)> Others =
    [
        (KnownTypes.HyperparameterAttribute, "Hyperparameter"),
        (KnownTypes.SharedModuleAttribute, "SharedModule"),
        (KnownTypes.ForwardAttribute, "Forward"),
        (KnownTypes.TrainingLossAttribute, "TrainingLoss"),
        (KnownTypes.ValidationLossAttribute, "ValidationLoss"),
        (KnownTypes.MetricAttribute, "Metric"),
    ];

    /// <summary>The first role that a member is marked with, or <see langword="null"/>.</summary>
    public static string? Of(ISymbol member)
        => LayerKinds.Of(member) is [var layer, ..] ? layer.Name : Others.FirstOrDefault(role => AttributeReader.Has(member, role.Attribute)).Name;
}
