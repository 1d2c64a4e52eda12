using System.Reflection;
using Hyper.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hyper.Generators.Tests.Architecture;

/// <summary>What ships as an analyzer is for the compiler and for editors: they find it by attributes, and nobody writes code against it.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Type[] Marks = [typeof(GeneratorAttribute), typeof(DiagnosticAnalyzerAttribute), typeof(ExportCodeFixProviderAttribute)];

    public static TheoryData<Assembly> Shipped() => [typeof(HyperModelGenerator).Assembly, typeof(HyperCodeFix).Assembly];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Only_what_a_host_looks_for_is_public(Assembly assembly)
        => Assert.All(assembly.GetExportedTypes(), type => Assert.True(
            type.IsAbstract || Marks.Any(mark => type.IsDefined(mark, inherit: false)), $"{type} is public, and no host looks for it."));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_is_public_has_no_members_of_its_own(Assembly assembly)
        => Assert.All(assembly.GetExportedTypes(), type => Assert.All(
            type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly),
            member => Assert.True(
                member is ConstructorInfo || member is MethodInfo { IsVirtual: true } || IsOverride(member), $"{type} offers {member}.")));

    private static bool IsOverride(MemberInfo member) => member is PropertyInfo { GetMethod.IsVirtual: true };
}
