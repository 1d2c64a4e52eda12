using System.Globalization;
using System.Text.RegularExpressions;
using Hyper.Dsl;
using Hyper.Generators.Emitting.Responses;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Model;

/// <summary>The one list of response families says what the vocabulary and the emitters do.</summary>
public sealed partial class ResponseFamilyTests
{
    public static TheoryData<Hypernetwork> Written() => [.. ResponseFamilies.All.Where(family => !family.IsComputed).Select(family => family.Name)];

    [Fact]
    public void Every_family_is_in_the_list_and_has_an_emitter_or_is_computed()
    {
        Assert.Equal(Enum.GetValues<Hypernetwork>().Where(family => family != Hypernetwork.Auto).Order(), ResponseFamilies.All.Select(family => family.Name).Order());
        Assert.Equal(ResponseFamilies.All.Where(family => !family.IsComputed).Select(family => family.Name).Order(), ResponseEmitters.Families.Order());
    }

    [Fact]
    public void Each_option_is_one_of_all_attributes()
    {
        foreach (var option in ResponseFamilies.Options)
        {
            Assert.NotNull(typeof(HyperModelAttribute).GetProperty(option.Name));
            Assert.NotNull(typeof(LayerAttribute).GetProperty(option.Name));
            Assert.NotNull(typeof(ExperimentAttribute<>).GetProperty(option.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void The_formula_counts_what_is_written(Hypernetwork family)
    {
        var option = ResponseFamilies.Of(family).Width is { } width ? $", {width.Name} = 3" : "";
        var files = Verify.Clean((new ModelSource { Attribute = $"[HyperModel(Hypernetwork.{family}{option})]" }).ToString()).Files;
        var written = Matrix().Matches(files["Digits.Hypernetwork.g.cs"]).Sum(match => Number(match, 1) * Number(match, 2));
        var counted = Number(Count().Match(files["Digits.Layout.g.cs"]), 1);
        Assert.Equal(written, counted);

        static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"// \[(\d+), (\d+)\]")]
    private static partial Regex Matrix();

    [GeneratedRegex(@"int HypernetworkParameterCount = (\d+);")]
    private static partial Regex Count();
}
