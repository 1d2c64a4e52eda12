using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>What became of a schema. Its faults are places in a file that is no source, which hold on to nothing.</summary>
/// <param name="Table">The table; null where something is wrong.</param>
/// <param name="Path">The schema's path.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record ParsedTable(TableModel? Table, string Path, EquatableArray<Diagnostic> Faults);
