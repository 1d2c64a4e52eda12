using System.Collections.Immutable;
using Hyper.Generators.Parsing;
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
        Rules.NotPartial, Rules.UnsupportedKind, Rules.PropertyForm, Rules.PropertyType, Rules.ForwardMissing, Rules.TrainingLossMissing,
        Rules.ValidationLossMissing, Rules.SeveralMethods, Rules.MethodSignature, Rules.NoLayer, Rules.NoHyperparameter, Rules.Construction,
        Rules.OutsideModel, Rules.TwoRoles, Rules.NameTaken, Rules.SharedModuleType, Rules.SharedModuleForm,
        Rules.LayerSize, Rules.TooManyWeights, Rules.LayerOption, Rules.GroupsDivide,
        Rules.BoundsUpsideDown, Rules.InitialOutside, Rules.LogNotPositive, Rules.InitialMissing, Rules.CountBelowOne, Rules.CountAndPer,
        Rules.UndefinedOption, Rules.TooManyValues, Rules.ExamplesUncounted, Rules.DiscreteNotWhole, Rules.HyperpriorOutOfRange,
        Rules.RankBelowOne, Rules.RankTooLarge, Rules.HiddenUnitsBelowOne, Rules.NothingElementwise, Rules.OptionNotRead,
        Rules.HypernetworkTooLarge, Rules.HypernetworkLarge,
        Rules.CenteredUnperturbed,
        Rules.ExperimentForm, Rules.ModelOfExperiment, Rules.SettingOutOfRange, Rules.WarmupTooLong, Rules.SettingNotRead, Rules.ExperimentHidden,
        Rules.PairsBroken, Rules.AlternationTooSlow, Rules.PriorWrong, Rules.PriorOptionNotRead,
        Rules.CurvatureInHybrid, Rules.CurvatureNotJoint, Rules.NoDerivative, Rules.UnrolledOptimizer, Rules.CurvatureUntracked,
        Rules.GridTooLarge, Rules.NothingProposed, Rules.NothingHalved, Rules.SobolTooWide, Rules.TooManyLengthScales,
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
            context.ReportDiagnostic(Diagnostic.Create(Rules.OutsideModel, member.Identifier(), member.Name, role, type.Name));
        }
    }
}
