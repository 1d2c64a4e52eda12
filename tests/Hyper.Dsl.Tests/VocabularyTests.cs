using System.Reflection;
using System.Xml.Linq;
using PublicApiGenerator;
using Snapshooter.Xunit;

namespace Hyper.Dsl.Tests;

/// <summary>The vocabulary is what users write into their code: small, sealed, documented, and changed on purpose only.</summary>
public sealed class VocabularyTests
{
    private static readonly Assembly Vocabulary = typeof(HyperModelAttribute).Assembly;

    [Fact]
    public void The_public_surface_is_the_approved_one()
        => Vocabulary.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).MatchSnapshot();

    [Fact]
    public void Every_class_is_sealed_static_or_a_base_that_cannot_be_used_itself()
        => Assert.All(Vocabulary.GetExportedTypes().Where(type => type.IsClass), type => Assert.True(type.IsSealed || type.IsAbstract, $"{type} is not sealed."));

    [Fact]
    public void It_depends_on_netstandard_alone()
        => Assert.Equal(["netstandard"], Vocabulary.GetReferencedAssemblies().Select(assembly => assembly.Name));

    [Fact]
    public void Every_public_member_is_documented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(Vocabulary.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is { } summary && summary.Value.Trim().Length > 0)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var missing = Vocabulary.GetExportedTypes().SelectMany(Ids).Where(id => !documented.Contains(id));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_attribute_says_what_it_may_stand_on_and_is_not_inherited()
        => Assert.All(
            Vocabulary.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute))),
            type =>
            {
                var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
                Assert.NotNull(usage);
                Assert.False(usage.Inherited, $"{type} is inherited.");

                // A search of runs varies as many settings as it likes.
                Assert.Equal(type == typeof(VaryAttribute) || type == typeof(VaryAmongAttribute), usage.AllowMultiple);
            });

    /// <summary>The names by which the documentation file lists a type, its properties, fields and constructors.</summary>
    private static IEnumerable<string> Ids(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        yield return $"T:{type.FullName}";
        foreach (var property in type.GetProperties(Declared))
        {
            yield return $"P:{type.FullName}.{property.Name}";
        }

        foreach (var field in type.GetFields(Declared).Where(field => !field.IsSpecialName))
        {
            yield return $"F:{type.FullName}.{field.Name}";
        }

        // A constructor without parameters is the compiler's own here, and says nothing that the type does not.
        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => constructor.GetParameters().Length > 0))
        {
            yield return $"M:{type.FullName}.#ctor({string.Join(",", constructor.GetParameters().Select(parameter => parameter.ParameterType.FullName))})";
        }
    }
}
