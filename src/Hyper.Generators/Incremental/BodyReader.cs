using System.Runtime.CompilerServices;
using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Reading;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Passes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Reads what the bodies of a model's methods say: the one place where the generator looks into them.</summary>
internal static class BodyReader
{
    /// <summary>Compilations with what the generator imports into every file, without which calls such as <c>Drop</c> mean nothing.</summary>
    private static readonly ConditionalWeakTable<Compilation, Compilation> Complete = new();

    /// <summary>Reads the bodies of a class.</summary>
    /// <param name="compilation">The project, without generated files.</param>
    /// <param name="type">The class.</param>
    /// <param name="constants">Gives the generated file of the class's constants; null where there is none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static ModelBodies Read(Compilation compilation, TypeDeclarationSyntax type, Func<string>? constants, CancellationToken cancellation)
    {
        var complete = Complete.GetValue(compilation, WithUsings);
        if (constants is not null && NamesConstants(complete, type, cancellation))
        {
            complete = complete.AddSyntaxTrees(Parse(compilation, constants()));
        }

        if (complete.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || ModelReading.Read(symbol, Body, cancellation) is not { } reading)
        {
            return ModelBodies.Nothing;
        }

        var shapes = reading.Shapes(cancellation);
        return new ModelBodies(
            new ShapeNotes(
                shapes.Layers.Where(layer => layer.Output.HasNumber).Select(layer => new LayerNote(layer.Layer, $"{layer.Input.Text()} → {layer.Output.Text()}")).ToEquatableArray(),
                shapes.Output.TellsSomething ? shapes.Output.Text() : null),
            Pass(reading.Training),
            Pass(reading.Validation));

        PassProgram? Pass(LossReading? loss) => loss is null ? null : PassBuilder.Build(reading, loss).Program;

        // Only the class's own methods: what is remembered of a class is told apart by its own files' bodies.
        IOperation? Body(IMethodSymbol method)
            => SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol) ? BodySource.Of(complete, method, cancellation) : null;
    }

    private static bool NamesConstants(Compilation compilation, TypeDeclarationSyntax type, CancellationToken cancellation)
        => compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation)?.DeclaringSyntaxReferences
            .Any(part => FileDeclarations.Of(part.SyntaxTree, cancellation).BodyMentions.Contains(FileDeclarations.KeyOf("Layout"))) == true;

    private static Compilation WithUsings(Compilation compilation) => compilation.AddSyntaxTrees(Parse(compilation, string.Join("\n", ImportedClasses.Usings)));

    private static SyntaxTree Parse(Compilation compilation, string text) => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees.First().Options);
}
