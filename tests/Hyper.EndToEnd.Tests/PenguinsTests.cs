using System.Globalization;
using System.Text.RegularExpressions;

namespace Hyper.EndToEnd.Tests;

public partial class PenguinsTests
{
    [Fact]
    public async Task The_sample_tells_a_row_and_how_many_of_those_never_seen_it_gets_right()
    {
        using var place = new Workplace();
        Outcome outcome = await Sample.RunInAsync(place, "Penguins");
        Assert.True(outcome.Code == 0, outcome.ToString());
        Match said = Said().Match(outcome.Output);
        Assert.True(said.Success, outcome.ToString());
        Assert.InRange(double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture), 90, 100);
        Assert.True(File.Exists(place["penguins.safetensors"]));
    }

    [GeneratedRegex(@"^Adelie, \d+\.\d %; (\d+\.\d) % of 69 penguins never seen are told apart\.$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
