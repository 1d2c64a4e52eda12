using Hyper.Dsl;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Realistic models of all kinds and styles: no rule finds fault with them, and what is generated compiles.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names() => [.. CorpusModel.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_realistic_model_raises_nothing_compiles_and_is_cached(string name) => Verify.Clean(CorpusModel.Named(name).Compile());

    [Fact]
    public void The_corpus_has_every_layer_family_and_algorithm()
    {
        Assert.InRange(CorpusModel.All.Count, 40, 200);
        var text = string.Join("\n", CorpusModel.All.SelectMany(model => model.Files));
        Assert.All(["Linear", "Conv1d", "Conv2d", "ConvTranspose2d", "Embedding", "LayerNorm", "GroupNorm", "BatchNorm", "Lstm", "Gru"], layer => Assert.Contains($"[{layer}(", text));
        Assert.All(Enum.GetNames<Hypernetwork>(), family => Assert.Contains($"Hypernetwork.{family}", text));
        Assert.All(Enum.GetNames<Algorithm>(), algorithm => Assert.Contains($"Algorithm.{algorithm}", text));
        Assert.All(Enum.GetNames<Per>().Except(["Scalar"]), per => Assert.Contains($"Per = Per.{per}", text));
    }
}
