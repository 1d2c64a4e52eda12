using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Parses annotated classes of one compilation, each only where its result is not known from an earlier one.</summary>
internal sealed class ClassReader(Compilation compilation, ProjectDeclarations declarations, CancellationToken cancellation)
{
    private static readonly Remembered<ClassKey, ParsedClass> Models = new();
    private static readonly Remembered<ClassKey, ExperimentModel> Experiments = new();
    private static readonly Remembered<BodyKey, ModelBodies> Bodies = new();

    /// <summary>What a class marked <c>[HyperModel]</c> is parsed to; <see langword="null"/> where it is no such class.</summary>
    public ParsedClass? Model(TypeDeclarationSyntax type)
        => declarations.MayHave(type, "HyperModel", cancellation)
            ? Models.Get(type, Key(type), () => Symbol(type, KnownTypes.HyperModelAttribute) is { } symbol ? ModelParser.Parse(symbol, cancellation).Class : null)
            : null;

    /// <summary>What a class marked <c>[Experiment]</c> is parsed to; <see langword="null"/> where it is no such class, or a faulty one.</summary>
    public ExperimentModel? Experiment(TypeDeclarationSyntax type)
        => declarations.MayHave(type, "Experiment", cancellation)
            ? Experiments.Get(type, Key(type), () => Symbol(type, KnownTypes.ExperimentAttribute) is { } symbol ? ExperimentParser.Parse(symbol, ModelOf, cancellation).Experiment : null)
            : null;

    /// <summary>What the layout tells of a class marked <c>[HyperModel]</c>; <see langword="null"/> where it is no such class, or a faulty one.</summary>
    public ModelLayout? Layout(TypeDeclarationSyntax type)
        => Model(type)?.Model is { } model ? new ModelLayout(model, BodiesOf(type).Shapes) : null;

    /// <summary>The passes of a class marked <c>[HyperModel]</c>; <see langword="null"/> where it is no such class, or the compiler does not understand both.</summary>
    public CompiledPasses? Passes(TypeDeclarationSyntax type)
        => Model(type)?.Model is { } model && BodiesOf(type) is { Training: { } training, Validation: { } validation }
            ? new CompiledPasses(model, training, validation)
            : null;

    private ModelBodies BodiesOf(TypeDeclarationSyntax type)
        => Bodies.Get(type, declarations.BodyKeyOf(type, compilation, cancellation), () => BodyReader.Read(compilation, type, cancellation))!;

    private ClassKey Key(TypeDeclarationSyntax type) => declarations.KeyOf(type.SyntaxTree, cancellation);

    private ModelClass? ModelOf(INamedTypeSymbol model)
        => AttributeReader.Find(model, KnownTypes.HyperModelAttribute, cancellation)?.Syntax?.Parent?.Parent is TypeDeclarationSyntax type
            ? Model(type)?.Model
            : null;

    /// <summary>The class, where it has the attribute and this is the first of its parts that has: a faulty class can repeat it.</summary>
    private INamedTypeSymbol? Symbol(TypeDeclarationSyntax type, string attribute)
        => compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol
            && AttributeReader.Find(symbol, attribute, cancellation)?.Syntax?.Parent?.Parent == type
                ? symbol
                : null;
}
