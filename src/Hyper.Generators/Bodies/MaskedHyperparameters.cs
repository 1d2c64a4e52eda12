using Hyper.Generators.Model;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Bodies;

/// <summary>
/// Finds hyperparameters that a model reads only through masks: a mask is drawn by comparing noise with the rate, so the
/// training loss has no derivative with respect to it that a hypergradient could follow.
/// </summary>
internal static class MaskedHyperparameters
{
    /// <summary>The regularisers that draw masks.</summary>
    public static readonly IReadOnlyList<string> Masks = [.. RegularizerTable.All.Where(method => !method.IsDifferentiable).Select(method => method.Method)];

    /// <summary>The hyperparameters, in order, each with the regulariser that reads it.</summary>
    public static IEnumerable<(string Hyperparameter, string Mask)> Find(
        INamedTypeSymbol model, EquatableArray<HyperparameterModel> hyperparameters, CancellationToken cancellation)
    {
        // The analyzer sees what the generator wrote as well; only the user's own code counts.
        var names = model.DeclaringSyntaxReferences
            .Where(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(reference => reference.GetSyntax(cancellation).DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);
        foreach (var hyperparameter in hyperparameters)
        {
            var readers = names[hyperparameter.Name].Select(ReaderOf).ToList();
            if (readers.Count > 0 && readers.All(reader => reader is not null && Masks.Contains(reader)))
            {
                yield return (hyperparameter.Name, readers[0]!);
            }
        }
    }

    /// <summary>The method that the name is an argument of, or <see langword="null"/> for any other use.</summary>
    private static string? ReaderOf(IdentifierNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            ? call.Expression switch
            {
                IdentifierNameSyntax method => method.Identifier.ValueText,
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                _ => null,
            }
            : null;
    }
}
