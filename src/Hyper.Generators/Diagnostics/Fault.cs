using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>Something that a rule refuses, and where; and, for editors, the response families that would cure it.</summary>
internal sealed record Fault(DiagnosticDescriptor Rule, Location Location, object[] Arguments, string? Families = null)
{
    private const string FamiliesProperty = "Families";

    public Diagnostic ToDiagnostic()
        => Diagnostic.Create(Rule, Location, Families is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FamiliesProperty, Families), Arguments);

    /// <summary>The rule and its message, without a place.</summary>
    public string Text => $"{Rule.Id}: {string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat.ToString(CultureInfo.InvariantCulture), Arguments)}";
}
