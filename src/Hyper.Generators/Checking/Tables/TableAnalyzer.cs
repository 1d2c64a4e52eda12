using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hyper.Generators.Bodies;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking.Tables;

/// <summary>Holds models against the table whose constants their layers name: what goes in, what comes out, what it is judged by.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ShapeRules.InputDoesNotFit, TableRules.InputsDoNotFit, TableRules.OutputDoesNotFit, TableRules.LossDoesNotFit];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(StartType, SymbolKind.NamedType);
    }

    private static void StartType(SymbolStartAnalysisContext context)
    {
        if (!AttributeReader.Has(context.Symbol, KnownTypes.HyperModelAttribute))
        {
            return;
        }

        var tables = new ConcurrentDictionary<TableFacts, bool>();
        context.RegisterOperationAction(operation => Note(operation, tables), OperationKind.Attribute);
        MethodBodies.Collect(context, (bodies, end) =>
        {
            // A model that names two tables is fed from both in its own way.
            if (tables.Count == 1)
            {
                Report(tables.Keys.Single(), bodies, end);
            }
        });
    }

    private static void Note(OperationAnalysisContext context, ConcurrentDictionary<TableFacts, bool> tables)
    {
        foreach (var reference in context.Operation.Descendants().OfType<IFieldReferenceOperation>())
        {
            if (TableFacts.Of(reference.Field, context.CancellationToken) is { } table)
            {
                tables.TryAdd(table, true);
            }
        }
    }

    private static void Report(TableFacts table, MethodBodies bodies, SymbolAnalysisContext context)
    {
        if (ModelReading.Read((INamedTypeSymbol)context.Symbol, bodies.Of, context.CancellationToken) is { } reading)
        {
            foreach (var fault in TableFit.Faults(reading, table, context.CancellationToken))
            {
                context.ReportDiagnostic(fault);
            }
        }
    }
}
