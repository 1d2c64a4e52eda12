using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>
/// Collects what is wrong with a class while it is parsed. The analyzer reports it; the generator only asks whether
/// the class can be emitted, and what its placeholders have to say.
/// </summary>
internal sealed class Faults
{
    private readonly List<Fault> _found = [];
    private readonly List<Fault> _unseen = [];

    /// <summary>What the rules say.</summary>
    public IReadOnlyList<Fault> Found => _found;

    /// <summary>What could not be read, where C# itself should say why.</summary>
    public IReadOnlyList<Fault> Unseen => _unseen;

    /// <summary>Whether the class cannot be emitted: a rule refuses it, or C# itself.</summary>
    public bool Refused => _unseen.Count > 0 || _found.Any(fault => Rule.Refuses(fault.Rule));

    public void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
        => ReportWithFamilies(rule, location, null, arguments);

    /// <summary>Reports with the families that an editor may write instead, in the form that the parser of families gives them.</summary>
    public void ReportWithFamilies(DiagnosticDescriptor rule, Location location, string? families, params object[] arguments)
        => _found.Add(new Fault(rule, location, arguments, families));

    /// <summary>
    /// Refuses the class because something that it names has no meaning. C# says so itself, unless another source generator
    /// gives it one: then nobody else does.
    /// </summary>
    /// <param name="location">Where that is.</param>
    /// <param name="what">What cannot be read, as a phrase.</param>
    /// <param name="owner">The member or class that it belongs to.</param>
    public void ReportUnseen(Location location, string what, string owner) => _unseen.Add(new Fault(StructureRules.NotVisible, location, [what, owner]));
}
