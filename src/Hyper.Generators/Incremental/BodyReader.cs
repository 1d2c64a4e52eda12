using System.Runtime.CompilerServices;
using Hyper.Generators.Checking.Shapes;
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
        if (complete.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || Marked(symbol, KnownTypes.ForwardAttribute) is not { } forward)
        {
            return ModelBodies.Nothing;
        }

        var shapes = ShapeInference.Of(forward, Body, cancellation);
        return new ModelBodies(
            new ShapeNotes(
                shapes.Layers.Where(layer => layer.Output.HasNumber).Select(layer => new LayerNote(layer.Layer, $"{layer.Input.Text()} → {layer.Output.Text()}")).ToEquatableArray(),
                shapes.Output.TellsSomething ? shapes.Output.Text() : null),
            Pass(KnownTypes.TrainingLossAttribute),
            Pass(KnownTypes.ValidationLossAttribute));

        PassProgram? Pass(string attribute)
            => Marked(symbol, attribute) is { } loss ? PassReader.Read(forward, loss, Body, cancellation).Program : null;

        // Only the class's own methods: what is remembered of a class is told apart by its own files' bodies.
        IOperation? Body(IMethodSymbol method)
            => SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol) ? BodyReader.Body(complete, method, cancellation) : null;
    }

    private static IMethodSymbol? Marked(INamedTypeSymbol type, string attribute)
        => type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => AttributeReader.Has(method, attribute));

    private static Compilation WithUsings(Compilation compilation)
        => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(string.Join("\n", ImportedClasses.Usings), (CSharpParseOptions)compilation.SyntaxTrees.First().Options));

    private static IOperation? Body(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as BaseMethodDeclarationSyntax;
        SyntaxNode? body = declaration?.Body;
        body ??= declaration?.ExpressionBody;
        return body is not null
            ? compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation)
            : null;
    }
}
