using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Reads the modules of a model class that are shared by all hyperparameters.</summary>
internal static class SharedModuleParser
{
    /// <summary>The names of the fields and properties, in the order of their declaration.</summary>
    public static EquatableArray<string> Parse(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var names = new List<string>();
        foreach (var member in Marked(type))
        {
            if (LayerKinds.Of(member) is [var layer, ..])
            {
                faults.Report(StructureRules.TwoRoles, member.Identifier(), member.Name, layer.Name, "SharedModule");
                continue;
            }

            if (AttributeReader.Has(member, KnownTypes.HyperparameterAttribute))
            {
                faults.Report(StructureRules.TwoRoles, member.Identifier(), member.Name, "Hyperparameter", "SharedModule");
                continue;
            }

            var memberType = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
            if (memberType.TypeKind == TypeKind.Error)
            {
                faults.ReportUnseen(member.Identifier(), "the type", member.Name);
            }
            else if (!Modules.IsModule(memberType))
            {
                faults.Report(StructureRules.SharedModuleType, member.Identifier(), member.Name, memberType.ShortName());
            }
            else if (WhatIsWrong(member, cancellation) is { } found)
            {
                faults.Report(StructureRules.SharedModuleForm, member.Identifier(), member.Name, found, memberType.ShortName());
            }
            else
            {
                names.Add(member.Name);
            }
        }

        CheckUnmarked(type, faults);
        return names.ToEquatableArray();
    }

    /// <summary>Warns of modules that nobody will ever train. A property that computes its value holds none.</summary>
    private static void CheckUnmarked(INamedTypeSymbol type, Faults faults)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            var member = field.AssociatedSymbol as IPropertySymbol ?? (ISymbol)field;
            if (GeneratedParts.IsGenerated(member) || (member is IFieldSymbol && field.IsImplicitlyDeclared) || Roles.Of(member) is not null || Roles.Of(field) is not null)
            {
                continue;
            }

            if (Modules.MayHaveParameters(field.Type))
            {
                faults.Report(StructureRules.ModuleUnmarked, member.Identifier(), member.Name, type.Name, "write [SharedModule] before it");
            }
            else if (Modules.IsCollection(field.Type))
            {
                faults.Report(StructureRules.ModuleUnmarked, member.Identifier(), member.Name, type.Name, "hold the modules in a torch.nn.ModuleList, and write [SharedModule] before that");
            }
        }
    }

    /// <summary>The marked fields and properties. Written as <c>[field: SharedModule]</c> on a property, the attribute is that of the field behind it.</summary>
    private static IEnumerable<ISymbol> Marked(INamedTypeSymbol type)
    {
        var marked = type.GetMembers().Where(member => AttributeReader.Has(member, KnownTypes.SharedModuleAttribute));
        return marked
            .Select(member => member is IFieldSymbol { AssociatedSymbol: IPropertySymbol property } ? property : member)
            .Where(member => member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol)
            .Distinct(SymbolEqualityComparer.Default)
            .OfType<ISymbol>();
    }

    /// <summary>Why the member does not hold one module for as long as the model lives, or <see langword="null"/>.</summary>
    private static string? WhatIsWrong(ISymbol member, CancellationToken cancellation)
    {
        if (member.IsStatic)
        {
            return "is static";
        }

        return member switch
        {
            IFieldSymbol { IsReadOnly: false } => "can be assigned at any time",
            IPropertySymbol { SetMethod: not null } => "has a setter",
            IPropertySymbol property when !IsAuto(property, cancellation) => "computes its value anew each time",
            _ => null,
        };
    }

    private static bool IsAuto(IPropertySymbol property, CancellationToken cancellation)
        => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
            && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null);
}
