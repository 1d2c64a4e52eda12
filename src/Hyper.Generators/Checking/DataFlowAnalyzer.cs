using System.Collections.Immutable;
using Hyper.Generators.Bodies;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>Reports hyperparameters and layers that a model does not read where it should, reads where it must not, or in the wrong way.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DataFlowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DataFlowRules.NeverRead, DataFlowRules.ReadInValidation, DataFlowRules.LayerUnused, DataFlowRules.WrongKind, DataFlowRules.TargetsNotMixed,
            DataFlowRules.GradientCutOff, DataFlowRules.WeightWritten, DataFlowRules.ReadAsNumber, DataFlowRules.LossSummed, DataFlowRules.OptimizersRead];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!AttributeReader.Has(type, KnownTypes.HyperModelAttribute))
        {
            return;
        }

        var reads = new ModelReads(type);
        context.RegisterOperationAction(
            operation => reads.Visit((IPropertyReferenceOperation)operation.Operation, operation.ContainingSymbol, operation.ReportDiagnostic),
            OperationKind.PropertyReference);
        context.RegisterOperationAction(
            operation => reads.Visit((IInstanceReferenceOperation)operation.Operation),
            OperationKind.InstanceReference);
        context.RegisterOperationAction(
            operation => reads.Visit((IInvocationOperation)operation.Operation, operation.ContainingSymbol),
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => reads.Visit((IMethodReferenceOperation)operation.Operation, operation.ContainingSymbol),
            OperationKind.MethodReference);
        var calls = new RegularizerCalls();
        context.RegisterOperationAction(
            operation => calls.Visit((IInvocationOperation)operation.Operation, operation.ReportDiagnostic, operation.CancellationToken),
            OperationKind.Invocation);
        var cuts = new GradientCuts(type);
        context.RegisterOperationAction(
            operation => cuts.Visit((IPropertyReferenceOperation)operation.Operation, operation.ContainingSymbol),
            OperationKind.PropertyReference);
        context.RegisterOperationAction(
            operation => WeightWrites.Visit(operation.Operation, type, operation.ReportDiagnostic),
            OperationKind.Invocation,
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment);
        MethodBodies.Collect(context, (bodies, end) =>
        {
            var reading = ModelReading.Read(type, bodies.Of, end.CancellationToken);
            reads.Report(reading, end.ReportDiagnostic);
            calls.Report(end.ReportDiagnostic);
            if (reading is not null)
            {
                cuts.Report(reading, end.Compilation, reads.Escapes, end.ReportDiagnostic, end.CancellationToken);
                SummedLosses.Report(reading, end.ReportDiagnostic);
            }
        });
    }
}
