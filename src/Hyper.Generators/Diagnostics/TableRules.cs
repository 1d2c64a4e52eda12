using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about tables: HYP06nn. Those about a schema the generator itself reports: they are about a file that no analyzer sees before what it declares is missed.</summary>
internal static class TableRules
{
    private const string Category = "HyperDsl.Tables";

    public static readonly DiagnosticDescriptor SchemaUnreadable = Rule.Of(
        "HYP0601",
        "A schema is JSON of the fields that a schema has",
        "The schema '{0}' cannot be read: {1}; mend it there, or let 'hyper table' write it anew",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SchemaWrong = Rule.Of(
        "HYP0602",
        "What a schema says of its columns holds together",
        "The schema '{0}' has {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TableTwice = Rule.Of(
        "HYP0603",
        "Each schema has a class of its own",
        "The schemas '{0}' and '{1}' are both of the class '{2}'; give one of them another 'table' or 'namespace'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TablesNotReferenced = Rule.Of(
        "HYP0604",
        "A project with a schema references HyperDsl.Tables",
        "The schema '{0}' makes a class that needs HyperDsl.Tables, which the project does not reference; add the package, or leave the schema out with the property HyperDslTables = disable",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OutputDoesNotFit = Rule.Of(
        "HYP0605",
        "A model gives a row what its table asks for",
        "'{0}' returns {1}, and the table '{2}' has {3}; {4}",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor LossDoesNotFit = Rule.Of(
        "HYP0606",
        "A loss is one for what the table has",
        "'{0}' is a loss for {1}, and the targets of the table '{2}' are {3}; use {4}",
        Category,
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor InputsDoNotFit = Rule.Of(
        "HYP0607",
        "A forward method takes what its table gives",
        "'{0}' takes {1}, and the table '{2}' gives {3}; declare it with the parameters ({4})",
        Category,
        DiagnosticSeverity.Error);
}
