using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Checks that the compiler can add to a model class, and create it.</summary>
internal static class ClassFormParser
{
    /// <summary>Checks the class.</summary>
    /// <returns>Whether the class can be reopened in another file at all.</returns>
    public static bool Check(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var canReopen = CheckPartial(type, faults, cancellation);
        if (UnsupportedKind(type) is { } kind)
        {
            faults.Report(StructureRules.UnsupportedKind, type.Identifier(), type.Name, kind.Found, kind.Cure);
        }
        else
        {
            CheckConstruction(type, faults, cancellation);
        }

        return canReopen && !TypeForm.IsFileLocal(type);
    }

    /// <summary>The model that a class derives from, if it does.</summary>
    public static INamedTypeSymbol? BaseModel(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (AttributeReader.Has(current, KnownTypes.HyperModelAttribute))
            {
                return current;
            }
        }

        return null;
    }

    private static bool CheckPartial(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var canReopen = true;
        foreach (var part in TypeForm.Chain(type))
        {
            if (!TypeForm.IsPartial(part, cancellation))
            {
                canReopen = false;
                faults.Report(StructureRules.NotPartial, part.Identifier(), part.Name, type.Name, TypeForm.Keyword(part));
            }
        }

        return canReopen;
    }

    private static (string Found, string Cure)? UnsupportedKind(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return ("is a record, and a record copies and compares what a model must share", "write 'class'");
        }

        if (type.IsStatic)
        {
            return ("is static, and its layers belong to an instance", "remove 'static'");
        }

        if (type.IsAbstract)
        {
            return ("is abstract, so it cannot be created", "remove 'abstract'");
        }

        if (TypeForm.IsFileLocal(type))
        {
            return ("is local to its file, so a generated file cannot add to it", "write 'internal' instead of 'file'");
        }

        if (TypeForm.Chain(type).Any(part => part.Arity > 0))
        {
            return ("is generic or lies in a generic type, so its shapes are not known", "write a class without type parameters");
        }

        if (BaseModel(type) is { } model)
        {
            return ($"derives from the model '{model.Name}', and would have two hypernetworks", "let both derive from a class that is no model");
        }

        return null;
    }

    private static void CheckConstruction(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var callable = type.InstanceConstructors.Where(constructor => constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)).ToList();
        var usable = callable.Count > 1 ? Creation.ConstructorOf(type, cancellation) : callable.FirstOrDefault();
        if (usable is null && callable.Count > 1)
        {
            faults.Report(StructureRules.Construction, type.Identifier(), type.Name, $"has {callable.Count.Code()} constructors that can be called without arguments, and none is better than the others", "add a constructor without parameters");
        }
        else if (usable is null)
        {
            faults.Report(StructureRules.Construction, type.Identifier(), type.Name, "has only constructors with parameters", "add a constructor without parameters, or give each parameter a default");
        }
        else if (usable.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
        {
            faults.Report(StructureRules.Construction, usable.Identifier(), type.Name, $"has a {usable.DeclaredAccessibility.Text()} constructor", "make the constructor internal or public");
        }
        else if (RequiredMember(type) is { } member && !usable.GetAttributes().Any(data => data.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
        {
            faults.Report(StructureRules.Construction, type.Identifier(), type.Name, $"has the required member '{member.Name}'", "remove 'required' and give the member a value of its own");
        }
    }

    private static ISymbol? RequiredMember(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                {
                    return member;
                }
            }
        }

        return null;
    }
}
