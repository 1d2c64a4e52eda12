using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Reads of a refused model class what its placeholders need, and takes everything as it comes: what is wrong has been said.</summary>
internal static class RefusedModelParser
{
    public static RefusedModel? Parse(INamedTypeSymbol type, TypePlace place, Faults faults, CancellationToken cancellation)
    {
        if (type.IsStatic)
        {
            return null;
        }

        var properties = type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => LayerKinds.IsLayer(property) || AttributeReader.Has(property, KnownTypes.HyperparameterAttribute))
            .Select(property => PropertyFormParser.AsRefused(property, cancellation))
            .OfType<RefusedProperty>()
            .ToEquatableArray();
        var types = HasPlaceForTypes(type) ? Types(type, cancellation) : null;
        return properties.Count == 0 && types is null ? null : new RefusedModel(place, properties, types, faults.Reasons(type));
    }

    /// <summary>Whether the types fit into the class: nothing there has their names, and a file can name them.</summary>
    private static bool HasPlaceForTypes(INamedTypeSymbol type)
        => type is { TypeKind: TypeKind.Class, IsRecord: false }
            && TypeForm.Chain(type).All(part => part.Arity == 0)
            && ClassFormParser.BaseModel(type) is null
            && NameCheck.TakenInModel(type).Count == 0;

    private static RefusedTypes Types(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var hyperparameters = type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => !property.IsIndexer && AttributeReader.Has(property, KnownTypes.HyperparameterAttribute) && !NameCheck.IsTakenInRecord(property.Name))
            .GroupBy(property => property.Name)
            .Select(properties => Hyperparameter(properties.First(), cancellation))
            .ToEquatableArray();
        var forward = type.GetMembers().OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.MethodKind == MethodKind.Ordinary && AttributeReader.Has(method, KnownTypes.ForwardAttribute));
        return new RefusedTypes(hyperparameters, forward is null ? null : (forward.Name, Parameters(forward)), NameCheck.TakenByLoading(type));
    }

    private static EquatableArray<string> Parameters(IMethodSymbol forward)
    {
        string[] names = [.. forward.Parameters.Select(parameter => parameter.Name)];
        return (names.Length > 0 && names.All(SyntaxFacts.IsValidIdentifier) && names.Distinct().Count() == names.Length ? names : ["inputs"]).ToEquatableArray();
    }

    private static RefusedHyperparameter Hyperparameter(IPropertySymbol property, CancellationToken cancellation)
    {
        var attribute = AttributeReader.Find(property, KnownTypes.HyperparameterAttribute, cancellation)!;
        var isScalar = attribute.IsBroken || (attribute.Named("Per", Per.Scalar) == Per.Scalar && attribute.Named("Count", 1) == 1);
        return new RefusedHyperparameter(property.Name, isScalar, !attribute.IsBroken && attribute.Named("Discrete", false));
    }
}
