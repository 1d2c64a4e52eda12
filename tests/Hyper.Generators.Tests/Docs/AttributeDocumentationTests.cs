using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hyper.Dsl;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Docs;

/// <summary>What an editor shows of an attribute holds: its example builds, and each option names its own default.</summary>
public sealed partial class AttributeDocumentationTests
{
    private static readonly IReadOnlyDictionary<string, XElement> Documented = XDocument.Load(Path.ChangeExtension(typeof(HyperModelAttribute).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    private static readonly IReadOnlyList<Type> Attributes = [.. typeof(HyperModelAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute)))];

    public static TheoryData<string> Names() => [.. Attributes.Where(type => !type.IsAbstract).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_builds_and_breaks_no_rule(string name)
    {
        var code = Documented["T:" + name].Element("example")!.Element("code")!.Value;
        Assert.Contains("[" + Attributes.Single(type => type.FullName == name).Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal), code);
        Verify.Clean(RulePage.Complete(code.Trim()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_option_names_its_default(string name)
    {
        var type = Attributes.Single(type => type.FullName == name);
        var attribute = Activator.CreateInstance(type.IsGenericType ? type.MakeGenericType(typeof(object)) : type, Arguments(type))!;
        foreach (var option in attribute.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            var summary = Documented[$"P:{Declaring(option)}.{option.Name}"].Element("summary")!;
            var text = Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ");
            Assert.Contains("default", text);
            if (Default().Match(text) is { Success: true } stated)
            {
                Assert.Equal(Stated(option.GetValue(attribute)!), stated.Groups[1].Value);
            }
        }
    }

    [Fact]
    public void Defaults_are_stated_as_values()
        => Assert.InRange(
            Documented.Where(member => member.Key.StartsWith("P:Hyper.Dsl.ExperimentAttribute", StringComparison.Ordinal)).Count(member => Default().IsMatch(Spaces().Replace(string.Concat(member.Value.Element("summary")!.Nodes().Select(Text)), " "))),
            25,
            int.MaxValue);

    /// <summary>The shortest constructor's arguments: a default where there is one, and otherwise 1.</summary>
    private static object?[] Arguments(Type type) =>
    [
        .. type.GetConstructors().OrderBy(constructor => constructor.GetParameters().Length).First().GetParameters()
            .Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : parameter.ParameterType is { IsArray: true } array ? Array.CreateInstance(array.GetElementType()!, 0)
                : parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, 0) : 1),
    ];

    private static string Declaring(PropertyInfo option)
        => option.DeclaringType!.IsGenericType ? option.DeclaringType.GetGenericTypeDefinition().FullName! : option.DeclaringType.FullName!;

    /// <summary>A value as its documentation writes it.</summary>
    private static string Stated(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        double number => number is > 0 and < 0.01 ? number.ToString("0.###e-0", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture),
        _ => $"{value.GetType().Name}.{value}",
    };

    /// <summary>The words of a summary, with what it refers to in place of the reference.</summary>
    private static string Text(XNode node) => node switch
    {
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element when element.Attribute("cref") is { } reference => string.Join('.', reference.Value.Split('.')[^2..]),
        XElement element => element.Value,
        _ => ((XText)node).Value,
    };

    [GeneratedRegex(@"(true|false|[A-Z]\w+\.[A-Z]\w+|\d[\d,.e-]*) by default")]
    private static partial Regex Default();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
