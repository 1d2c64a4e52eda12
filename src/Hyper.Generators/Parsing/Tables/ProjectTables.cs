using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>The tables of a project, in the order of their classes' names.</summary>
/// <param name="Accepted">Those that are written.</param>
/// <param name="Faults">What is wrong with the others.</param>
internal sealed record ProjectTables(EquatableArray<TableModel> Accepted, EquatableArray<Diagnostic> Faults)
{
    /// <summary>Holds the tables against each other and the project.</summary>
    /// <param name="parsed">All schemas of the project.</param>
    /// <param name="hasTables">Whether the project references the assembly that the classes need.</param>
    public static ProjectTables Of(IReadOnlyCollection<ParsedTable> parsed, bool hasTables)
    {
        var faults = parsed.SelectMany(table => table.Faults).ToList();
        var sound = parsed.Where(table => table.Table is not null).OrderBy(table => table.Path, StringComparer.Ordinal).ToList();
        if (!hasTables)
        {
            faults.AddRange(sound.Select(table => Diagnostic.Create(TableRules.TablesNotReferenced, StartOf(table), table.Table!.File)));
            return new(default, faults.ToEquatableArray());
        }

        // File names of generated files do not tell apart what differs in case only.
        var accepted = new List<ParsedTable>();
        foreach (var table in sound)
        {
            if (accepted.Find(other => string.Equals(other.Table!.DisplayName, table.Table!.DisplayName, StringComparison.OrdinalIgnoreCase)) is { } first)
            {
                faults.Add(Diagnostic.Create(TableRules.TableTwice, StartOf(table), first.Table!.File, table.Table!.File, table.Table.DisplayName));
            }
            else
            {
                accepted.Add(table);
            }
        }

        return new(accepted.Select(table => table.Table!).OrderBy(table => table.DisplayName, StringComparer.Ordinal).ToEquatableArray(), faults.ToEquatableArray());
    }

    private static Location StartOf(ParsedTable table) => Location.Create(table.Path, new TextSpan(0, 1), new LinePositionSpan(default, new LinePosition(0, 1)));
}
