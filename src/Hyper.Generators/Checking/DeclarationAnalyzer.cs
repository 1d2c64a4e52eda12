using System.Collections.Immutable;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
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
        StructureRules.OutsideModel, StructureRules.TwoRoles, StructureRules.NameTaken, StructureRules.SharedModuleType, StructureRules.SharedModuleForm,
        ShapeRules.LayerSize, ShapeRules.TooManyWeights, ShapeRules.LayerOption, ShapeRules.GroupsDivide,
        HyperparameterRules.BoundsUpsideDown, HyperparameterRules.InitialOutside, HyperparameterRules.LogNotPositive, HyperparameterRules.InitialMissing, HyperparameterRules.CountBelowOne, HyperparameterRules.CountAndPer,
        HyperparameterRules.UndefinedOption, HyperparameterRules.TooManyValues, HyperparameterRules.ExamplesUncounted, HyperparameterRules.DiscreteNotWhole, HyperparameterRules.HyperpriorOutOfRange,
        HypernetworkRules.RankBelowOne, HypernetworkRules.RankTooLarge, HypernetworkRules.HiddenUnitsBelowOne, HypernetworkRules.NothingElementwise, HypernetworkRules.OptionNotRead,
        HypernetworkRules.HypernetworkTooLarge, HypernetworkRules.HypernetworkLarge,
        HypernetworkRules.CenteredUnperturbed,
        ExperimentRules.ExperimentForm, ExperimentRules.ModelOfExperiment, ExperimentRules.SettingOutOfRange, ExperimentRules.WarmupTooLong, ExperimentRules.SettingNotRead, ExperimentRules.ExperimentHidden,
        ExperimentRules.PairsBroken, ExperimentRules.AlternationTooSlow, HyperparameterRules.PriorWrong, HyperparameterRules.PriorOptionNotRead,
        HypernetworkRules.CurvatureInHybrid, ExperimentRules.CurvatureNotJoint, ExperimentRules.NoDerivative, ExperimentRules.UnrolledOptimizer, ExperimentRules.CurvatureUntracked,
        ExperimentRules.GridTooLarge, ExperimentRules.NothingProposed, ExperimentRules.NothingHalved, ExperimentRules.SobolTooWide, ExperimentRules.TooManyLengthScales,
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
            Report(ModelParser.Parse(type, context.CancellationToken).Faults, context);
        }

        if (AttributeReader.Has(type, KnownTypes.ExperimentAttribute))
        {
            Report(ExperimentParser.Parse(type, model => ModelParser.Parse(model, context.CancellationToken).Class.Model, context.CancellationToken).Faults, context);
        }
    }

    private static void Report(IEnumerable<Fault> faults, SymbolAnalysisContext context)
    {
        foreach (var fault in faults)
        {
            context.ReportDiagnostic(fault.ToDiagnostic());
        }
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
