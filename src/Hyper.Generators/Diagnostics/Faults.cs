using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>
/// Collects what is wrong with a class while it is parsed. The analyzer reports it; the generator only asks whether
/// the class can be emitted.
/// </summary>
internal sealed class Faults
{
    private readonly List<Fault> _found = [];
    private bool _refused;

    /// <summary>What the rules say.</summary>
    public IReadOnlyList<Fault> Found => _found;

    /// <summary>Whether the class cannot be emitted: an error of a rule, or one that C# reports itself.</summary>
    public bool Refused => _refused;

    public void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
        => ReportWithFamilies(rule, location, null, arguments);

    /// <summary>Reports with the families that an editor may write instead: <c>Linear, Factorized:10</c>, a rank after the colon.</summary>
    public void ReportWithFamilies(DiagnosticDescriptor rule, Location location, string? families, params object[] arguments)
    {
        _found.Add(new Fault(rule, location, arguments, families));
        _refused |= rule.DefaultSeverity == DiagnosticSeverity.Error;
    }

    /// <summary>
    /// Reports what the body of a member shows. The class is emitted all the same: what is emitted must not depend on
    /// bodies, or every keystroke in one would parse the class anew.
    /// </summary>
    public void ReportOfBody(DiagnosticDescriptor rule, Location location, params object[] arguments) => _found.Add(new Fault(rule, location, arguments));

    /// <summary>Refuses the class without a word, because C# itself reports what is wrong with it.</summary>
    public void RefuseSilently() => _refused = true;
}
