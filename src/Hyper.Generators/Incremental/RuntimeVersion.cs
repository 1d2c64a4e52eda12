using System.Reflection;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Incremental;

/// <summary>Whether the runtime that a project references is the one that generated code is written for.</summary>
internal static class RuntimeVersion
{
    /// <summary>The compiler's own version. What follows the plus sign is the commit, which differs between builds of one version.</summary>
    public static readonly string Own = WithoutCommit(
        typeof(RuntimeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    /// <summary>The version of the runtime that is referenced, where it is another one than the compiler's; nothing where none is.</summary>
    public static string? OtherThanOwn(Compilation compilation)
    {
        var runtime = compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.Name == RuntimeNames.RuntimeAssembly);
        var version = runtime?.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == nameof(AssemblyInformationalVersionAttribute))
            .Select(attribute => attribute.ConstructorArguments is [{ Value: string text }] ? WithoutCommit(text) : null)
            .FirstOrDefault();
        return version == Own ? null : version;
    }

    private static string WithoutCommit(string version) => version.Split('+')[0];
}
