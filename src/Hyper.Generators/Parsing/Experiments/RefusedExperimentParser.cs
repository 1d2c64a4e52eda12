using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Reads of a refused experiment what its placeholders need, and takes everything as it comes: what is wrong has been said.</summary>
internal static class RefusedExperimentParser
{
    public static RefusedExperiment? Parse(
        INamedTypeSymbol type, AttributeReader attribute, bool isSearch, Func<INamedTypeSymbol, ParsedClass?> modelOf, Faults faults, CancellationToken cancellation)
    {
        // A class that is marked as a model too has that one's placeholders.
        if (AttributeReader.Has(type, KnownTypes.HyperModelAttribute) || TypeForm.IsFileLocal(type) || TypeForm.Chain(type).Any(part => part.Arity > 0 || !TypeForm.IsPartial(part, cancellation)))
        {
            return null;
        }

        var model = attribute.TypeArgument as INamedTypeSymbol;
        return new RefusedExperiment(
            TypePlaceParser.Parse(type),
            HasTypes(type, model, modelOf) ? model!.WithNullableAnnotation(NullableAnnotation.None).QualifiedName() : null,
            model is not null && Visibility.IsPublic(type) && Visibility.IsPublic(model),
            isSearch,
            NameCheck.TakenInExperiment(type),
            faults.Reasons(type));
    }

    /// <summary>Whether the model has, or gets as placeholders, the types that the entry points name, and they see it.</summary>
    private static bool HasTypes(INamedTypeSymbol type, INamedTypeSymbol? model, Func<INamedTypeSymbol, ParsedClass?> modelOf)
        => model is { TypeKind: TypeKind.Class }
            && AttributeReader.Has(model, KnownTypes.HyperModelAttribute)
            && SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, type.ContainingAssembly)
            && Visibility.IsInternal(model)
            && modelOf(model) is { Model: not null } or { Refused.Types: not null };
}
