using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Keeps the names free that the compiler writes into a user's class.</summary>
internal static class NameCheck
{
    private static readonly IReadOnlyList<string> ModelNames = ["Layout", "Hyperparameters", "Trained", "BestResponse", "__context"];

    private static readonly IReadOnlyList<string> LoadNames = ["Load", "LoadResponse"];

    private static readonly IReadOnlyList<string> ExperimentNames =
    [
        "Run", "Settings", "RunAsync", "RunFromAsync", "TrainAtAsync", "TrainAlongAsync", "RefitAsync", "RepeatAsync", "CheckHypergradientAsync", "TrialAsync",
        "BestResponse", "LoadResponse", "Result", "Training", "Refit", "__Register",
    ];

    /// <summary>Names of the record of natural values, which has a property for each hyperparameter: its own members, and those of every record.</summary>
    private static readonly IReadOnlyList<string> RecordNames =
    [
        "Space", "FromNatural", "CopyTo", "Clone", "Deconstruct", "EqualityContract", "PrintMembers", "Equals", "GetHashCode",
        "ToString", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    public static void CheckModel(INamedTypeSymbol type, EquatableArray<LayerModel> layers, EquatableArray<HyperparameterModel> hyperparameters, Faults faults)
    {
        var fields = layers.Select(layer => layer.Name).Concat(hyperparameters.Select(hyperparameter => hyperparameter.Name)).Select(name => "__" + name);
        Check(type, [.. ModelNames, .. LoadNames, .. fields], faults);
        foreach (var hyperparameter in hyperparameters.Where(hyperparameter => IsTakenInRecord(hyperparameter.Name)))
        {
            faults.Report(StructureRules.NameTaken, type.GetMembers(hyperparameter.Name)[0].Identifier(), hyperparameter.Name, type.Name);
        }

        // A layer called context would have the context's own field.
        if (fields.Contains("__context"))
        {
            faults.Report(StructureRules.NameTaken, type.GetMembers("context")[0].Identifier(), "context", type.Name);
        }
    }

    public static void CheckExperiment(INamedTypeSymbol type, Faults faults) => Check(type, ExperimentNames, faults);

    /// <summary>The names of the compiler's types and fields in a model that something of the user's has.</summary>
    public static EquatableArray<string> TakenInModel(INamedTypeSymbol type) => Taken(type, ModelNames);

    /// <summary>The names of the methods that load a model that something of the user's has: its types have their place all the same.</summary>
    public static EquatableArray<string> TakenByLoading(INamedTypeSymbol type) => Taken(type, LoadNames);

    /// <summary>The names of the compiler in an experiment that something of the user's has.</summary>
    public static EquatableArray<string> TakenInExperiment(INamedTypeSymbol type) => Taken(type, ExperimentNames);

    /// <summary>Whether a property of the record of natural values cannot have a name.</summary>
    public static bool IsTakenInRecord(string name) => RecordNames.Contains(name);

    /// <summary>Names of generated members that are the user's.</summary>
    public static EquatableArray<string> Taken(INamedTypeSymbol type, IEnumerable<string> names)
        => names.Where(name => type.Name == name || Members(type, name).Any()).ToEquatableArray();

    /// <summary>Refuses names of generated members that are the user's.</summary>
    public static void Check(INamedTypeSymbol type, IEnumerable<string> names, Faults faults)
    {
        foreach (var name in names)
        {
            if (type.Name == name)
            {
                faults.Report(StructureRules.NameTaken, type.Identifier(), name, type.Name);
            }

            foreach (var member in Members(type, name))
            {
                var location = SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? member.Identifier() : type.Identifier();
                faults.Report(StructureRules.NameTaken, location, name, type.Name);
            }
        }
    }

    /// <summary>What the user declares under a name in the class, and what the class inherits and can see.</summary>
    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                var isOwn = SymbolEqualityComparer.Default.Equals(current, type);
                if ((isOwn || member.DeclaredAccessibility != Accessibility.Private) && !GeneratedParts.IsGenerated(member))
                {
                    yield return member;
                }
            }
        }
    }
}
