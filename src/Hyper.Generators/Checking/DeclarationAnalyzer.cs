using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Parsing.RunSearches;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Checking;

/// <summary>Reports what the parser finds wrong with the declarations of models and experiments.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        StructureRules.NotPartial, StructureRules.UnsupportedKind, StructureRules.PropertyForm, StructureRules.PropertyType, StructureRules.ForwardMissing, StructureRules.TrainingLossMissing,
        StructureRules.ValidationLossMissing, StructureRules.SeveralMethods, StructureRules.MethodSignature, StructureRules.NoLayer, StructureRules.NoHyperparameter, StructureRules.Construction,
        StructureRules.OutsideModel, StructureRules.TwoRoles, StructureRules.NameTaken, StructureRules.SharedModuleType, StructureRules.SharedModuleForm, StructureRules.NotVisible, StructureRules.ModuleUnmarked,
        ShapeRules.LayerSize, ShapeRules.TooManyWeights, ShapeRules.LayerOption, ShapeRules.GroupsDivide,
        HyperparameterRules.BoundsUpsideDown, HyperparameterRules.InitialOutside, HyperparameterRules.LogNotPositive, HyperparameterRules.InitialMissing, HyperparameterRules.CountBelowOne, HyperparameterRules.CountAndPer,
        HyperparameterRules.UndefinedOption, HyperparameterRules.TooManyValues, HyperparameterRules.ExamplesUncounted, HyperparameterRules.DiscreteNotWhole, HyperparameterRules.HyperpriorOutOfRange, HyperparameterRules.FactorOutOfRange,
        HyperparameterRules.OptimizerOption, HyperparameterRules.OptimizerNumberTwice, HyperparameterRules.OptimizerRange,
        HypernetworkRules.RankBelowOne, HypernetworkRules.RankTooLarge, HypernetworkRules.HiddenUnitsBelowOne, HypernetworkRules.NothingElementwise, HypernetworkRules.OptionNotRead,
        HypernetworkRules.HypernetworkTooLarge, HypernetworkRules.HypernetworkLarge,
        HypernetworkRules.CenteredUnperturbed,
        ExperimentRules.ExperimentForm, ExperimentRules.ModelOfExperiment, ExperimentRules.SettingOutOfRange, ExperimentRules.WarmupTooLong, ExperimentRules.SettingNotRead, ExperimentRules.ExperimentHidden,
        ExperimentRules.PairsBroken, ExperimentRules.AlternationTooSlow, HyperparameterRules.PriorWrong, HyperparameterRules.PriorOptionNotRead,
        HypernetworkRules.CurvatureInHybrid, ExperimentRules.CurvatureNotJoint, ExperimentRules.NoDerivative, ExperimentRules.DiscreteHasNoDerivative, ExperimentRules.UnrolledOptimizer, ExperimentRules.CurvatureUntracked,
        ExperimentRules.GridTooLarge, ExperimentRules.NothingProposed, ExperimentRules.NothingHalved, ExperimentRules.SobolTooWide, ExperimentRules.TooManyLengthScales,
        ExperimentRules.ExamplesDealtOut, ExperimentRules.FoldsFollow, ExperimentRules.WatchesNothing, ExperimentRules.FixedUnknown,
        ExperimentRules.NoOptimizer, ExperimentRules.NoMomentum, ExperimentRules.SettingShadowed,
        RunSearchRules.Form, RunSearchRules.Experiment, RunSearchRules.Range, RunSearchRules.NotRead, RunSearchRules.Number, RunSearchRules.Steps,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
        context.RegisterSymbolAction(CheckMember, SymbolKind.Property, SymbolKind.Field, SymbolKind.Method);
    }

    private static void CheckType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class)
        {
            // C# itself says that the attributes belong on classes.
            return;
        }

        if (AttributeReader.Has(type, KnownTypes.HyperModelAttribute))
        {
            Report(type, symbol => Of(ModelParser.Parse(symbol, context.CancellationToken)), context);
        }

        if (AttributeReader.Has(type, KnownTypes.ExperimentAttribute))
        {
            var parsed = ExperimentParser.Parse(type, Model, context.CancellationToken);
            Report(type, symbol => SymbolEqualityComparer.Default.Equals(symbol, type) ? Of(parsed) : Of(ExperimentParser.Parse(symbol, Model, context.CancellationToken)), context);
            foreach (var masked in parsed.Class.Experiment is { } experiment ? MaskedReads.Of(type, experiment, context.Compilation, context.CancellationToken) : [])
            {
                context.ReportDiagnostic(masked);
            }
        }

        if (AttributeReader.Has(type, KnownTypes.RunSearchAttribute))
        {
            Report(type, symbol => Of(RunSearchParser.Parse(symbol, experiment => ExperimentParser.Parse(experiment, Model, context.CancellationToken).Class, context.CancellationToken)), context);
        }

        ParsedClass? Model(INamedTypeSymbol model) => ModelParser.Parse(model, context.CancellationToken).Class;
    }

    private static (IReadOnlyList<Fault> Found, IReadOnlyList<Fault> Unseen) Of(ParseResult result) => (result.Faults, result.Unseen);

    private static (IReadOnlyList<Fault> Found, IReadOnlyList<Fault> Unseen) Of(ExperimentResult result) => (result.Faults, result.Unseen);

    private static (IReadOnlyList<Fault> Found, IReadOnlyList<Fault> Unseen) Of(RunSearchResult result) => (result.Faults, result.Unseen);

    private static void Report(INamedTypeSymbol type, Func<INamedTypeSymbol, (IReadOnlyList<Fault> Found, IReadOnlyList<Fault> Unseen)> parse, SymbolAnalysisContext context)
    {
        var faults = parse(type);
        foreach (var fault in faults.Found)
        {
            context.ReportDiagnostic(fault.ToDiagnostic());
        }

        // Nobody refuses the class any more, and all the same the generator wrote placeholders: it did not see what the project has now.
        if (PlaceholderFiles.Has(type) && faults.Unseen.Count == 0 && !faults.Found.Any(fault => Rule.Refuses(fault.Rule)))
        {
            context.ReportDiagnostic(Unseen(type, parse, context).ToDiagnostic());
        }
    }

    /// <summary>What the generator could not read: it sees the project without the files of generators.</summary>
    private static Fault Unseen(INamedTypeSymbol type, Func<INamedTypeSymbol, (IReadOnlyList<Fault> Found, IReadOnlyList<Fault> Unseen)> parse, SymbolAnalysisContext context)
    {
        var written = context.Compilation.SyntaxTrees.Where(tree => !GeneratedParts.IsGenerated(tree, context.CancellationToken));
        var before = context.Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(written).GetTypeByMetadataName(TypeForm.MetadataName(type));
        var faults = before is null ? default : parse(before);
        return faults.Unseen?.FirstOrDefault()
            ?? faults.Found?.FirstOrDefault(fault => Rule.Refuses(fault.Rule))
            ?? new Fault(StructureRules.NotVisible, type.Identifier(), ["a part", type.Name]);
    }

    private static void CheckMember(SymbolAnalysisContext context)
    {
        var member = context.Symbol;
        if (member.ContainingType is { } type && Roles.Of(member) is { } role && !AttributeReader.Has(type, KnownTypes.HyperModelAttribute))
        {
            context.ReportDiagnostic(Diagnostic.Create(StructureRules.OutsideModel, member.Identifier(), member.Name, role, type.Name));
        }
    }
}
