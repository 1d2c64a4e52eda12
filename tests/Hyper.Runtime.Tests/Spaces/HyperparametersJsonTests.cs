using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Spaces;

public sealed class HyperparametersJsonTests
{
    private static readonly JsonSerializerOptions named = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [Fact]
    public void A_record_comes_back_as_it_was()
    {
        var record = new SmallNetwork.Hyperparameters { WeightDecay = HyperVector.From([.. Enumerable.Range(1, 9).Select(i => 1.0 / (i * 3))]), Dropout = 0.3 };
        var json = JsonSerializer.Serialize(record);
        Assert.Equal(record, JsonSerializer.Deserialize<SmallNetwork.Hyperparameters>(json));
        Assert.Contains("\"Lasso\":[0.0001,0.0001]", json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_text_leaves_out_has_its_initial_value() =>
        Assert.Equal(new SmallNetwork.Hyperparameters { Dropout = 0.5 }, JsonSerializer.Deserialize<SmallNetwork.Hyperparameters>("{\"Dropout\":0.5}"));

    [Fact]
    public void Values_that_are_not_finite_are_what_the_options_make_of_them()
    {
        var vector = HyperVector.From([1, double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
        var json = JsonSerializer.Serialize(vector, named);
        Assert.Equal("[1,\"NaN\",\"Infinity\",\"-Infinity\"]", json);
        Assert.Equal(vector, JsonSerializer.Deserialize<HyperVector>(json, named));
        Assert.Throws<ArgumentException>(() => JsonSerializer.Serialize(vector));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<HyperVector>(json));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("[1,null]")]
    [InlineData("[1,\"x\"]")]
    [InlineData("[[1]]")]
    [InlineData("[1")]
    public void What_is_no_list_of_numbers_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<HyperVector>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<HyperVector>(json, named));
    }
}
