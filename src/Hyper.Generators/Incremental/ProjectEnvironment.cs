using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Incremental;

/// <summary>What every class of a project can depend on without naming it.</summary>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Options">Its compilation options.</param>
/// <param name="References">What it references.</param>
/// <param name="Shared">The fingerprint of its namespaces and of the files with global usings.</param>
internal sealed record ProjectEnvironment(string? Assembly, CompilationOptions Options, ImmutableArray<MetadataReference> References, string Shared)
{
    public bool Equals(ProjectEnvironment? other)
        => other is not null
            && Assembly == other.Assembly
            && Shared == other.Shared
            && Options.Equals(other.Options)
            && References.SequenceEqual(other.References);

    public override int GetHashCode() => Shared.GetHashCode();
}
