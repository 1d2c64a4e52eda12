using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Model.RunSearches;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Parsing.RunSearches;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Parses annotated classes of one compilation, each only where its result is not known from an earlier one.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="declarations">What its files declare.</param>
/// <param name="constants">Writes the file of a model's constants, which its bodies may name.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ClassReader(Compilation compilation, ProjectDeclarations declarations, Func<ModelClass, string> constants, CancellationToken cancellation)
{
    private static readonly Remembered<ClassKey, ParsedClass> Models = new();
    private static readonly Remembered<ClassKey, ParsedExperiment> Experiments = new();
    private static readonly Remembered<ClassKey, ParsedRunSearch> RunSearches = new();
    private static readonly Remembered<BodyKey, ModelBodies> Bodies = new();

    /// <summary>What a class marked <c>[HyperModel]</c> is parsed to; <see langword="null"/> where it is no such class.</summary>
    public ParsedClass? Model(TypeDeclarationSyntax type)
        => declarations.MayHave(type, "HyperModel", cancellation)
            ? Models.Get(type, Key(type), () => Symbol(type, KnownTypes.HyperModelAttribute) is { } symbol ? ModelParser.Parse(symbol, cancellation).Class : null)
            : null;

    /// <summary>What a class marked <c>[Experiment]</c> is parsed to; <see langword="null"/> where it is no such class.</summary>
    public ParsedExperiment? Experiment(TypeDeclarationSyntax type)
        => declarations.MayHave(type, "Experiment", cancellation)
            ? Experiments.Get(type, Key(type), () => Symbol(type, KnownTypes.ExperimentAttribute) is { } symbol ? ExperimentParser.Parse(symbol, ModelOf, cancellation).Class : null)
            : null;

    /// <summary>What a class marked <c>[RunSearch]</c> is parsed to; <see langword="null"/> where it is no such class.</summary>
    public ParsedRunSearch? RunSearch(TypeDeclarationSyntax type)
        => declarations.MayHave(type, "RunSearch", cancellation)
            ? RunSearches.Get(type, Key(type), () => Symbol(type, KnownTypes.RunSearchAttribute) is { } symbol ? RunSearchParser.Parse(symbol, ExperimentOf, cancellation).Class : null)
            : null;

    /// <summary>What the layout tells of a class marked <c>[HyperModel]</c>; <see langword="null"/> where it is no such class, or a faulty one.</summary>
    public ModelLayout? Layout(TypeDeclarationSyntax type)
        => Model(type)?.Model is { } model ? new ModelLayout(model, BodiesOf(type).Shapes) : null;

    /// <summary>The passes of a class marked <c>[HyperModel]</c>; <see langword="null"/> where it is no such class, or the compiler does not understand both.</summary>
    public CompiledPasses? Passes(TypeDeclarationSyntax type)
        => Model(type)?.Model is { } model && BodiesOf(type) is { Training: { } training, Validation: { } validation }
            ? new CompiledPasses(model, training, validation)
            : null;

    /// <summary>
    /// What refuses a class, at its places; nothing for one that is generated. Places are not remembered, so a refused class is
    /// parsed anew: it is for builds that run no analyzers.
    /// </summary>
    public IReadOnlyList<Diagnostic> Refusals(TypeDeclarationSyntax type)
    {
        var faults = new List<Fault>();
        if (Model(type) is { Model: null } && Symbol(type, KnownTypes.HyperModelAttribute) is { } model)
        {
            var parsed = ModelParser.Parse(model, cancellation);
            faults.AddRange(parsed.Faults.Concat(parsed.Unseen));
        }

        if (Experiment(type) is { Experiment: null } && Symbol(type, KnownTypes.ExperimentAttribute) is { } experiment)
        {
            var parsed = ExperimentParser.Parse(experiment, ModelOf, cancellation);
            faults.AddRange(parsed.Faults.Concat(parsed.Unseen));
        }

        if (RunSearch(type) is { Search: null } && Symbol(type, KnownTypes.RunSearchAttribute) is { } search)
        {
            var parsed = RunSearchParser.Parse(search, ExperimentOf, cancellation);
            faults.AddRange(parsed.Faults.Concat(parsed.Unseen));
        }

        return [.. faults.Where(fault => Rule.Refuses(fault.Rule)).Select(fault => fault.ToDiagnostic())];
    }

    /// <summary>
    /// Whether a class is refused and nothing can be added to it, while partial properties ask for it: the C# compiler then finds their
    /// declarations wrong, and where a build has such errors it leaves out whatever analyzers say.
    /// </summary>
    public bool SilencesAnalyzers(TypeDeclarationSyntax type)
        => type.Members.Any(static member => member is PropertyDeclarationSyntax property && property.Modifiers.Any(SyntaxKind.PartialKeyword))
            && Model(type) is { Model: null, Refused: null };

    private ModelBodies BodiesOf(TypeDeclarationSyntax type)
        => Bodies.Get(type, declarations.BodyKeyOf(type, compilation, cancellation), () => BodyReader.Read(compilation, type, Model(type)?.Model is { } model ? () => constants(model) : null, cancellation))!;

    private ClassKey Key(TypeDeclarationSyntax type) => declarations.KeyOf(type.SyntaxTree, cancellation);

    private ParsedClass? ModelOf(INamedTypeSymbol model)
        => AttributeReader.Find(model, KnownTypes.HyperModelAttribute, cancellation)?.Syntax?.Parent?.Parent is TypeDeclarationSyntax type
            ? Model(type)
            : null;

    private ParsedExperiment? ExperimentOf(INamedTypeSymbol experiment)
        => AttributeReader.Find(experiment, KnownTypes.ExperimentAttribute, cancellation)?.Syntax?.Parent?.Parent is TypeDeclarationSyntax type
            ? Experiment(type)
            : null;

    /// <summary>The class, where it has the attribute and this is the first of its parts that has: a faulty class can repeat it.</summary>
    private INamedTypeSymbol? Symbol(TypeDeclarationSyntax type, string attribute)
        => compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol
            && AttributeReader.Find(symbol, attribute, cancellation)?.Syntax?.Parent?.Parent == type
                ? symbol
                : null;
}
