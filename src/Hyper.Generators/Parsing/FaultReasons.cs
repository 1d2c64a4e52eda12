using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Why nothing is generated for a class.</summary>
internal static class FaultReasons
{
    /// <summary>What the rules say that refuse the class, without positions: what is generated must not depend on those.</summary>
    public static EquatableArray<RefusalReason> Reasons(this Faults faults, INamedTypeSymbol type)
        => faults.Found.Where(fault => Rule.Refuses(fault.Rule)).Concat(faults.Unseen)
            .Select(fault => new RefusalReason(fault.Text, SuppressMessages.Suppress(type, fault.Rule.Id)))
            .ToEquatableArray();
}
