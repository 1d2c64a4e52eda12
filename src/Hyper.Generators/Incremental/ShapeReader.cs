using System.Runtime.CompilerServices;
using Hyper.Generators.Checking.Shapes;
using Hyper.Generators.Emitting;
using Hyper.Generators.Model;
using Hyper.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Reads the shapes on the way through a forward method: the one place where the generator looks into bodies.</summary>
internal static class ShapeReader
{
    /// <summary>Compilations with what the generator imports into every file, without which calls such as <c>Drop</c> mean nothing.</summary>
    private static readonly ConditionalWeakTable<Compilation, Compilation> Complete = new();

    public static ShapeNotes Read(Compilation compilation, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        var complete = Complete.GetValue(compilation, WithUsings);
        var symbol = complete.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation);
        var forward = symbol?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => AttributeReader.Has(method, KnownTypes.ForwardAttribute));
        var shapes = forward is null ? ForwardShapes.Nothing : ShapeInference.Of(forward, method => Body(complete, method, cancellation), cancellation);
        return new ShapeNotes(
            shapes.Layers.Where(layer => layer.Output.HasNumber).Select(layer => new LayerNote(layer.Layer, $"{layer.Input.Text()} → {layer.Output.Text()}")).ToEquatableArray(),
            shapes.Output.TellsSomething ? shapes.Output.Text() : null);
    }

    private static Compilation WithUsings(Compilation compilation)
        => compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(UsingsEmitter.Emit(), (CSharpParseOptions)compilation.SyntaxTrees.First().Options));

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
