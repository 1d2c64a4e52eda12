using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Reads the three methods of a model class, and its metrics.</summary>
internal static class MethodParser
{
    public static MethodModel? ParseForward(INamedTypeSymbol type, Faults faults)
        => Parse(type, KnownTypes.ForwardAttribute, "Forward", StructureRules.ForwardMissing, ["inputs"], faults, mayHaveMore: true);

    public static MethodModel? ParseTrainingLoss(INamedTypeSymbol type, Faults faults)
        => Parse(type, KnownTypes.TrainingLossAttribute, "TrainingLoss", StructureRules.TrainingLossMissing, ["outputs", "targets"], faults);

    public static MethodModel? ParseValidationLoss(INamedTypeSymbol type, Faults faults)
        => Parse(type, KnownTypes.ValidationLossAttribute, "ValidationLoss", StructureRules.ValidationLossMissing, ["outputs", "targets"], faults);

    public static EquatableArray<MetricModel> ParseMetrics(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var metrics = new List<MetricModel>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (AttributeReader.Find(method, KnownTypes.MetricAttribute, cancellation) is { } attribute)
            {
                metrics.Add(new MetricModel(Read(method, "Metric", ["outputs", "targets"], faults), attribute.Named("HigherIsBetter", false)));
            }
        }

        return metrics.ToEquatableArray();
    }

    private static MethodModel? Parse(INamedTypeSymbol type, string attribute, string role, DiagnosticDescriptor missing, string[] parameters, Faults faults, bool mayHaveMore = false)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => AttributeReader.Has(method, attribute)).ToList();
        if (methods.Count == 0)
        {
            faults.Report(missing, type.Identifier(), type.Name);
            return null;
        }

        foreach (var surplus in methods.Skip(1))
        {
            faults.Report(StructureRules.SeveralMethods, surplus.Identifier(), type.Name, methods.Count.Code(), role);
        }

        // A forward method has a parameter for each input of the data, under its name.
        var chosen = methods[0];
        return Read(chosen, role, mayHaveMore && chosen.Parameters.Length > parameters.Length ? [.. chosen.Parameters.Select(parameter => parameter.Name)] : parameters, faults);
    }

    private static MethodModel Read(IMethodSymbol chosen, string role, string[] parameters, Faults faults)
    {
        if (chosen.ReturnType.TypeKind == TypeKind.Error || chosen.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error))
        {
            faults.ReportUnseen(chosen.Identifier(), "a type in the signature", Called(chosen));
        }
        else if (WhatIsWrong(chosen, parameters.Length) is { } found)
        {
            var signature = $"Tensor {Called(chosen)}({string.Join(", ", parameters.Select(name => $"Tensor {name}"))})";
            faults.Report(StructureRules.MethodSignature, chosen.Identifier(), Called(chosen), role, found, signature);
        }

        return new MethodModel(
            chosen.Name,
            chosen.DeclaredAccessibility.Text(),
            chosen.IsStatic,
            chosen.Parameters.Select(parameter => parameter.Name).ToEquatableArray());
    }

    private static string Called(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary ? method.Name : "Name";

    private static string? WhatIsWrong(IMethodSymbol method, int parameterCount)
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            return "is no ordinary method";
        }

        if (method.IsGenericMethod)
        {
            return "is generic";
        }

        if (method.IsAsync)
        {
            return "is async";
        }

        if (method.RefKind != RefKind.None)
        {
            return "returns by reference";
        }

        if (!IsTensor(method.ReturnType) || method.ReturnType.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return $"returns '{method.ReturnType.ShortName()}'";
        }

        if (method.Parameters.Length != parameterCount)
        {
            return method.Parameters.Length == 1 ? "has 1 parameter" : $"has {method.Parameters.Length.Code()} parameters";
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                return $"takes '{parameter.Name}' by reference";
            }

            if (!IsTensor(parameter.Type))
            {
                return $"takes '{parameter.Name}' of type '{parameter.Type.ShortName()}'";
            }
        }

        return null;
    }

    private static bool IsTensor(ITypeSymbol type) => type.Is(KnownTypes.Tensor);
}
