using Hyper.Generators.Diagnostics;
using Hyper.Generators.Emitting;
using Hyper.Generators.Emitting.Experiments;
using Hyper.Generators.Emitting.Models;
using Hyper.Generators.Emitting.Passes;
using Hyper.Generators.Emitting.Refused;
using Hyper.Generators.Emitting.Responses;
using Hyper.Generators.Incremental;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Model.RunSearches;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators;

/// <summary>
/// Writes the layers, the hyperparameter space, the hypernetwork and the training loop of annotated classes. What is wrong
/// with them the analyzers say; it says so itself only where a build runs none, because what is refused must not build, and where
/// what they say does not come through.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class HyperModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = WithTables(context);
        var declarations = project
            .Select(static (compilation, cancellation) => ProjectDeclarations.Of(compilation, cancellation))
            .WithTrackingName(TrackingNames.ReadDeclarations);
        var annotated = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => IsAnnotatedClass(node), static (found, _) => (TypeDeclarationSyntax)found.Node)
            .Combine(project.Combine(declarations))
            .Select(static (found, _) => (Type: found.Left, Compilation: found.Right.Left, Declarations: found.Right.Right));
        var models = annotated
            .Select(static (found, cancellation) => new ClassReader(found.Compilation, found.Declarations, Constants, cancellation).Model(found.Type))
            .Where(static parsed => parsed is not null)
            .WithTrackingName(TrackingNames.ParseModels);
        var layouts = annotated
            .Select(static (found, cancellation) => new ClassReader(found.Compilation, found.Declarations, Constants, cancellation).Layout(found.Type))
            .Where(static layout => layout is not null)
            .WithTrackingName(TrackingNames.ReadShapes);
        var passes = annotated
            .Select(static (found, cancellation) => new ClassReader(found.Compilation, found.Declarations, Constants, cancellation).Passes(found.Type))
            .Where(static passes => passes is not null)
            .WithTrackingName(TrackingNames.ReadPasses);
        var experiments = annotated
            .Select(static (found, cancellation) => new ClassReader(found.Compilation, found.Declarations, Constants, cancellation).Experiment(found.Type))
            .Where(static experiment => experiment is not null)
            .WithTrackingName(TrackingNames.ParseExperiments);
        var searches = annotated
            .Select(static (found, cancellation) => new ClassReader(found.Compilation, found.Declarations, Constants, cancellation).RunSearch(found.Type))
            .Where(static search => search is not null)
            .WithTrackingName(TrackingNames.ParseRunSearches);
        var refused = annotated
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => BuildOptions.RunsAnalyzers(options.GlobalOptions)))
            .Where(static found => !found.Right || new ClassReader(found.Left.Compilation, found.Left.Declarations, Constants, CancellationToken.None).SilencesAnalyzers(found.Left.Type))
            .Select(static (found, _) => found.Left);
        var startup = experiments.Collect()
            .Combine(context.CompilationProvider.Select(static (compilation, _) => HasRuntime(compilation)))
            .Select(static (found, _) => found.Right ? Registrations(found.Left) : default(EquatableArray<string>?))
            .WithTrackingName(TrackingNames.ListExperiments);

        var otherRuntime = context.CompilationProvider
            .Select(static (compilation, _) => RuntimeVersion.OtherThanOwn(compilation))
            .WithTrackingName(TrackingNames.CompareVersions);

        context.RegisterSourceOutput(models, static (output, parsed) => EmitModel(output, parsed));
        context.RegisterSourceOutput(layouts, static (output, layout) => output.AddSource($"{layout!.Model.Place.HintName}.Layout.g.cs", LayoutEmitter.Emit(layout)));
        context.RegisterSourceOutput(passes, static (output, passes) => output.AddSource($"{passes!.Model.Place.HintName}.Passes.g.cs", PassesEmitter.Emit(passes)));
        context.RegisterSourceOutput(experiments, static (output, parsed) => EmitExperiment(output, parsed));
        context.RegisterSourceOutput(searches, static (output, parsed) => EmitRunSearch(output, parsed));
        context.RegisterSourceOutput(refused, static (output, found) => ReportRefusals(output, new ClassReader(found.Compilation, found.Declarations, Constants, output.CancellationToken).Refusals(found.Type)));
        context.RegisterSourceOutput(otherRuntime, static (output, version) => ReportOtherRuntime(output, version));
        context.RegisterSourceOutput(startup, static (output, registrations) => EmitStartup(output, registrations));
    }

    // What bodies name of the generated files: constants, and nothing that follows from the bodies themselves.
    private static string Constants(ModelClass model) => LayoutEmitter.Emit(new ModelLayout(model, ModelBodies.Nothing.Shapes));

    private static bool IsAnnotatedClass(SyntaxNode node)
        => (node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration)) && ((TypeDeclarationSyntax)node).AttributeLists.Count > 0;

    private static bool HasRuntime(Compilation compilation)
        => compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == RuntimeNames.RuntimeAssembly);

    /// <summary>Sorted, so that moving an experiment to another file does not write the startup anew.</summary>
    private static EquatableArray<string> Registrations(IEnumerable<ParsedExperiment?> experiments)
        => experiments.Select(parsed => parsed?.Experiment).OfType<ExperimentModel>()
            .Select(experiment => experiment.Place.QualifiedName)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    private static void EmitModel(SourceProductionContext output, ParsedClass? parsed)
    {
        if (parsed?.Refused is { } refused)
        {
            output.AddSource(refused.Place.HintName + PlaceholderFiles.Ending, RefusedModelEmitter.Emit(refused));
        }

        if (parsed?.Model is { } model)
        {
            var hint = model.Place.HintName;
            output.AddSource($"{hint}.Space.g.cs", SpaceEmitter.Emit(model));
            if (!model.Hypernetwork.IsComputed)
            {
                output.AddSource($"{hint}.Hypernetwork.g.cs", HypernetworkEmitter.Emit(model));
            }

            output.AddSource($"{hint}.Layers.g.cs", LayersEmitter.Emit(model));
            output.AddSource($"{hint}.Model.g.cs", ModelEmitter.Emit(model));
        }
    }

    private static void EmitExperiment(SourceProductionContext output, ParsedExperiment? parsed)
    {
        if (parsed?.Refused is { } refused)
        {
            output.AddSource(refused.Place.HintName + PlaceholderFiles.Ending, RefusedExperimentEmitter.Emit(refused));
        }

        if (parsed?.Experiment is { } experiment)
        {
            var hint = experiment.Place.HintName;
            if (!experiment.Settings.IsSearch)
            {
                output.AddSource($"{hint}.Training.g.cs", TrainingEmitter.Emit(experiment));
            }

            if (experiment.Own is { } model)
            {
                output.AddSource($"{hint}.Hypernetwork.g.cs", HypernetworkEmitter.Emit(model, experiment.Place));
            }

            output.AddSource($"{hint}.Run.g.cs", RunEmitter.Emit(experiment));
            output.AddSource($"{hint}.Results.g.cs", ResultsEmitter.Emit(experiment));
        }
    }

    private static void EmitRunSearch(SourceProductionContext output, ParsedRunSearch? parsed)
    {
        if (parsed?.Refused is { } refused)
        {
            output.AddSource(refused.Place.HintName + PlaceholderFiles.Ending, RefusedRunSearchEmitter.Emit(refused));
        }

        if (parsed?.Search is { } search)
        {
            output.AddSource($"{search.Place.HintName}.RunSearch.g.cs", RunSearchEmitter.Emit(search));
        }
    }

    private static void ReportRefusals(SourceProductionContext output, IReadOnlyList<Diagnostic> refusals)
    {
        foreach (var refusal in refusals)
        {
            output.ReportDiagnostic(refusal);
        }
    }

    // The generator's own word: what is missing from another runtime are errors in declarations, and beside those the C# compiler drops
    // the words of analyzers.
    private static void ReportOtherRuntime(SourceProductionContext output, string? version)
    {
        if (version is not null)
        {
            output.ReportDiagnostic(Diagnostic.Create(StructureRules.VersionsDiffer, Location.None, RuntimeVersion.Own, version));
        }
    }

    private static void EmitStartup(SourceProductionContext output, EquatableArray<string>? registrations)
    {
        if (registrations is { } experiments)
        {
            output.AddSource(StartupEmitter.HintName, StartupEmitter.Emit(experiments));
            output.AddSource(UsingsEmitter.HintName, UsingsEmitter.Emit());
        }
    }
}
