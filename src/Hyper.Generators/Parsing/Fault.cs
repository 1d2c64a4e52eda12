using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Something that a rule refuses, and where.</summary>
internal sealed record Fault(DiagnosticDescriptor Rule, Location Location, object[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
