using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>Inputs that a layer cannot take are refused with the layer's name and both shapes.</summary>
public sealed class LayerErrorTests
{
    static LayerErrorTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string, long[], string> Cases => new()
    {
        { "Conv1d", [4, 3, 7], "Conv1d takes [rows, 2, length], but was given a tensor of shape [4, 3, 7]." },
        { "Conv1d", [4, 2], "Conv1d takes [rows, 2, length], but was given a tensor of shape [4, 2]." },
        { "Conv2d", [4, 2, 5], "Conv2d takes [rows, 2, height, width], but was given a tensor of shape [4, 2, 5]." },
        { "Conv2d", [4, 2, 5, 2], "Conv2d takes at least 1 × 3 elements a channel for its kernel of 3 × 2, but was given a tensor of shape [4, 2, 5, 2]." },
        { "Grouped", [4, 4, 1, 4], "Grouped takes at least 2 × 2 elements a channel for its kernel of 2 × 2, but was given a tensor of shape [4, 4, 1, 4]." },
        { "Transposed", [4, 3, 2, 2], "Transposed takes [rows, 2, height, width], but was given a tensor of shape [4, 3, 2, 2]." },
        { "LayerNorm", [4, 2, 3], "LayerNorm takes [rows, …, 3, 2], but was given a tensor of shape [4, 2, 3]." },
        { "GroupNorm", [4, 2], "GroupNorm takes [rows, 4, …], but was given a tensor of shape [4, 2]." },
        { "BatchNorm", [4, 2], "BatchNorm takes [rows, 3, …], but was given a tensor of shape [4, 2]." },
        { "Lstm", [4, 3], "Lstm takes [rows, time, 3], but was given a tensor of shape [4, 3]." },
        { "GruWithoutBias", [4, 0, 2], "GruWithoutBias takes [rows, time, 2], but was given a tensor of shape [4, 0, 2]." },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Another_shape(string layer, long[] shape, string message) =>
        Assert.Equal(message, Refused(layer, samples: 1, zeros(shape, dtype: ScalarType.Float64)));

    [Fact]
    public void A_number_without_a_vector()
    {
        using var scope = NewDisposeScope();
        using var fixture = new Fixture(2);
        var error = Assert.Throws<HyperDslException>(() => fixture.Model.Embedding.forward(tensor(new double[] { 0, -1, 5, 2 }).view(4, 1)));
        Assert.Equal("Embedding has the vectors 0 to 4, but was given numbers from -1 to 5.", error.Message);
    }

    [Fact]
    public void A_sample_with_one_row_has_no_variance()
    {
        var message = Refused("BatchNorm", samples: 4, ones(4, 3, dtype: ScalarType.Float64));
        Assert.StartsWith("BatchNorm normalises over the rows of a hyperparameter sample and needs at least two values a channel", message);
    }

    [Fact]
    public void A_state_of_another_shape()
    {
        using var scope = NewDisposeScope();
        using var fixture = new Fixture(1);
        var error = Assert.Throws<HyperDslException>(() => fixture.Model.Gru.forward(ones(4, 1, 3, dtype: ScalarType.Float64), ones(1, 4, 2, dtype: ScalarType.Float64)));
        Assert.Equal("Gru takes a state of shape [4, 2], but was given a tensor of shape [1, 4, 2].", error.Message);
    }

    private static string Refused(string layer, int samples, Tensor input)
    {
        using var scope = NewDisposeScope();
        using var fixture = new Fixture(samples);
        return Assert.Throws<HyperDslException>(() => LayerCase.Of(layer).Apply(fixture.Model, input)).Message;
    }

    private sealed class Fixture : IDisposable
    {
        private readonly ElementaryWeights weights;

        public Fixture(int samples)
        {
            using var noise = new Generator(1);
            (Model, var response) = EveryLayer.Create("Linear", ScalarType.Float64, noise);
            response.Dispose();
            weights = new ElementaryWeights(EveryLayer.Layout, samples, ScalarType.Float64, CPU);
            Model.Context.Begin(weights, zeros(samples, EveryLayer.HyperparameterCount("Linear"), dtype: ScalarType.Float64), 4, training: true);
        }

        public IEveryLayer Model { get; }

        public void Dispose()
        {
            Model.Context.Dispose();
            weights.Dispose();
        }
    }
}
