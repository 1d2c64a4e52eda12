using System.Xml.Linq;
using Hyper.App.Drawing;
using Hyper.Dsl;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Spaces;
using Snapshooter.Xunit;

namespace Hyper.App.Reporting.Tests;

/// <summary>The graph of a model is text that stays the same.</summary>
public sealed class ModelGraphTests
{
    [Fact]
    public void AModelWithLayersOfSeveralKinds() => Keep(ModelGraph.Draw(Entry("TunePictures"))).MatchSnapshot();

    [Fact]
    public void ARecurrentModelWithOneValueALayer() => Keep(ModelGraph.Draw(Entry("TuneSeries"))).MatchSnapshot();

    [Fact]
    public void ManyLayersAndNamesOfMarkupAreTold()
    {
        var slots = new List<WeightSlot>();
        var offset = 0;
        for (var layer = 0; layer < 40; layer++)
        {
            slots.Add(new WeightSlot($"AVeryLongNameOfALayerThatGoesOn{layer}.weight", layer, offset, [64, 64], 64));
            offset += 64 * 64;
        }

        var svg = ModelGraph.Draw("Deep<Model>", "Tune & test", null, isSearch: true, "Search", new HyperparameterSpace(new HyperparameterInfo("Rate", 0, 1, Per.Scalar, new Transform(Scale.Log, 1e-5), 1e-3)), new ElementaryLayout([.. slots]));
        var read = XDocument.Parse(Keep(svg));
        Assert.Contains("Deep<Model>, tuned by Tune & test", read.Descendants().Select(node => node.Value));
        Assert.Contains("and 27 more", read.Descendants().Select(node => node.Value));
    }

    private static ExperimentEntry Entry(string name) => ExperimentCatalog.All.Single(entry => entry.Name.EndsWith(name, StringComparison.Ordinal));

    private static string Keep(string svg)
    {
        if (Environment.GetEnvironmentVariable("HYPERDSL_PICTURES") is { } pictures)
        {
            File.WriteAllText(Path.Combine(pictures, $"graph-{svg.Length}.svg"), svg);
        }

        return svg;
    }
}
