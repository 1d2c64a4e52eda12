using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>Names for C#, made of the names and words that people write into tables.</summary>
internal static class TableNames
{
    private static readonly HashSet<string> OfTable = new(
        ["Inputs", "Outputs", "Classes", "Categories", "Counts", "Schema", "Load", "From", "Row", "Answer", "Model", "LoadModel", "Word", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> OfRows = new(
        ["Row", "Answer", "Probabilities", "ProbabilityOf", "Clone", "EqualityContract", "PrintMembers", "Deconstruct", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"],
        StringComparer.Ordinal);

    /// <summary>The name of the enum of a column's words: the property's, unless the class of the table has a member of that name.</summary>
    public static string Enum(string property) => OfTable.Contains(property) ? property + "Word" : property;

    /// <summary>Names of properties: each a name in C#, not one that every row has, and no two the same.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="table">The name of the table's class.</param>
    public static IReadOnlyList<string> Properties(IEnumerable<string> columns, string table)
        => Distinct(columns.Select(Pascal).Select(name => OfRows.Contains(name) || name == table ? name + "Column" : name), "Column");

    /// <summary>Names of an enum's members.</summary>
    public static IReadOnlyList<string> Members(IEnumerable<string> words) => Distinct(words.Select(Pascal), "Word");

    /// <summary>Words with a capital letter each, one behind the other; empty where there is no letter and no digit.</summary>
    private static string Pascal(string text)
    {
        var name = new StringBuilder();
        var starts = true;
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) || !SyntaxFacts.IsIdentifierPartCharacter(character))
            {
                starts = true;
                continue;
            }

            name.Append(starts ? char.ToUpperInvariant(character) : character);
            starts = false;
        }

        return name.Length > 0 && !SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? "_" + name : name.ToString();
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string> names, string nameless)
    {
        var all = names.Select(name => name.Length == 0 ? nameless : name).ToList();
        var taken = new HashSet<string>(all, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            if (used.Add(all[i]))
            {
                continue;
            }

            var number = 2;
            while (taken.Contains(all[i] + number) || used.Contains(all[i] + number))
            {
                number++;
            }

            all[i] += number;
            used.Add(all[i]);
        }

        return all;
    }
}
