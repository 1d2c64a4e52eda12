using System.Collections.Immutable;
using Hyper.Generators.Emitting.Tables;
using Hyper.Generators.Incremental;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Hyper.Generators.Parsing.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators;

/// <summary>The part of the pipeline that begins at schemas of tables.</summary>
public sealed partial class HyperModelGenerator
{
    private const string Ending = ".table.json";

    /// <summary>Writes the classes of tables.</summary>
    /// <returns>The project with the constants of those classes: layers and hyperparameters may name them, and no generator sees what it writes itself.</returns>
    private static IncrementalValueProvider<Compilation> WithTables(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Where(static file => file.Path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase));
        var space = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => BuildOptions.RootNamespace(options.GlobalOptions));
        var parsed = files.Combine(space)
            .Select(static (found, cancellation) => (File: found.Left, Parsed: TableParser.Parse(found.Left.Path, found.Left.GetText(cancellation) ?? SourceText.From(""), found.Right)))
            .WithTrackingName(TrackingNames.ParseTables);
        var hasTables = context.CompilationProvider.Select(static (compilation, _) => compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == RuntimeNames.TablesAssembly));
        var tables = parsed.Select(static (found, _) => found.Parsed).Collect().Combine(hasTables)
            .Select(static (found, _) => ProjectTables.Of(found.Left, found.Right))
            .WithTrackingName(TrackingNames.ListTables);

        context.RegisterSourceOutput(tables, static (output, tables) => ReportRefusals(output, tables.Faults));
        context.RegisterSourceOutput(tables.SelectMany(static (tables, _) => tables.Accepted), static (output, table) => EmitTable(output, table));
        context.RegisterSourceOutput(parsed.Combine(tables).Where(static found => found.Left.Parsed.Table is { } table && found.Right.Accepted.Contains(table)), static (output, found) =>
            output.AddSource($"{found.Left.Parsed.Table!.DisplayName}.Schema.g.cs", SchemaEmitter.Emit(found.Left.Parsed.Table, found.Left.File.GetText(output.CancellationToken)!.ToString())));

        var constants = tables.Combine(context.ParseOptionsProvider).Select(static (found, _) => Constants(found.Left.Accepted, (CSharpParseOptions)found.Right));
        return context.CompilationProvider.Combine(constants)
            .Select(static (found, _) => found.Right.IsEmpty ? found.Left : found.Left.AddSyntaxTrees(found.Right));
    }

    private static ImmutableArray<SyntaxTree> Constants(EquatableArray<TableModel> tables, CSharpParseOptions options)
        => [.. tables.Select(table => CSharpSyntaxTree.ParseText(SizesEmitter.Emit(table), options, $"{table.DisplayName}.Sizes.g.cs"))];

    private static void EmitTable(SourceProductionContext output, TableModel table)
    {
        output.AddSource($"{table.DisplayName}.Sizes.g.cs", SizesEmitter.Emit(table));
        output.AddSource($"{table.DisplayName}.Row.g.cs", RowEmitter.Emit(table));
        output.AddSource($"{table.DisplayName}.Answer.g.cs", AnswerEmitter.Emit(table));
        output.AddSource($"{table.DisplayName}.Table.g.cs", TableEmitter.Emit(table));
        if (table.Words.Any(column => column.HasEnum))
        {
            output.AddSource($"{table.DisplayName}.Words.g.cs", WordsEmitter.Emit(table));
        }
    }
}
