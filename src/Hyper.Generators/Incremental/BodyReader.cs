using System.Runtime.CompilerServices;
using Hyper.Generators.Bodies;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Passes;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Reads what the bodies of a model's methods say: the one place where the generator looks into them.</summary>
internal static class BodyReader
{
    /// <summary>Compilations with what the generator imports into every file, without which calls such as <c>Drop</c> mean nothing.</summary>
    private static readonly ConditionalWeakTable<Compilation, Compilation> Complete = new();

    public static ModelBodies Read(Compilation compilation, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        var complete = Complete.GetValue(compilation, WithUsings);
        if (complete.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || ModelReading.Read(symbol, Body, cancellation) is not { } reading)
        {
            return ModelBodies.Nothing;
        }

        var shapes = reading.Shapes(cancellation);
        IReadOnlyList<string> layers = [.. symbol.GetMembers().OfType<IPropertySymbol>().Where(LayerKinds.IsLayer).Select(layer => layer.Name)];
        return new ModelBodies(
            new ShapeNotes(
                shapes.Layers.Where(layer => layer.Output.HasNumber).Select(layer => new LayerNote(layer.Layer, $"{layer.Input.Text()} → {layer.Output.Text()}")).ToEquatableArray(),
                shapes.Output.TellsSomething ? shapes.Output.Text() : null),
            Pass(reading.Training),
            Pass(reading.Validation));

        PassProgram? Pass(LossReading? loss) => loss is null ? null : PassBuilder.Build(reading, loss, layers).Program;

        // Only the class's own methods: what is remembered of a class is told apart by its own files' bodies.
        IOperation? Body(IMethodSymbol method)
            => SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol) ? BodyReader.Body(complete, method, cancellation) : null;
    }

    private static Compilation WithUsings(Compilation compilation)
        => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(string.Join("\n", ImportedClasses.Usings), (CSharpParseOptions)compilation.SyntaxTrees.First().Options));

    private static IOperation? Body(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        SyntaxNode? body = declaration switch
        {
            BaseMethodDeclarationSyntax ordinary => (SyntaxNode?)ordinary.Body ?? ordinary.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            ArrowExpressionClauseSyntax getter => getter,
            _ => null,
        };
        return body is not null
            ? compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation)
            : null;
    }
}
