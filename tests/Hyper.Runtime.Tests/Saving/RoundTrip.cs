using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Context;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>Responses without a run, saved and loaded.</summary>
internal static class RoundTrip
{
    /// <summary>The bytes that are saved of something.</summary>
    public static byte[] Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    /// <summary>A response whose every parameter, reference and statistic is drawn, so that nothing that is lost goes unseen.</summary>
    /// <param name="hasRun">Whether there was a pass, which layers have statistics of.</param>
    public static LearnedResponse<TModel, TTrained, THyperparameters> Drawn<TModel, TTrained, THyperparameters, TResponse>(ScalarType type, int seed, bool hasRun = true)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
        where TResponse : class, ICompiledResponse<TResponse>
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var response = TResponse.Create(type, CPU, noise);
        response.Parameters.Values.copy_(randn(response.Parameters.Values.shape, dtype: type, generator: noise) * 0.1);
        var (reference, current) = Point<THyperparameters>(type, noise);
        return new(response, TResponse.Shape, reference, current, StateOf<TModel, TTrained, THyperparameters>(type, noise, hasRun));
    }

    /// <summary>A response that answers for û alone.</summary>
    public static LearnedResponse<TModel, TTrained, THyperparameters> Fixed<TModel, TTrained, THyperparameters>(ScalarType type, int seed)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator((ulong)seed);
        var response = new FixedWeights(randn(1, TModel.Weights.WeightCount, dtype: type, generator: noise));
        var (_, current) = Point<THyperparameters>(type, noise);
        return new(response, ResponseShape.OfPoint(TModel.Weights.WeightCount), tensor(current).view(1, -1).to(type).DetachFromDisposeScope(), current, StateOf<TModel, TTrained, THyperparameters>(type, noise, hasRun: true));
    }

    /// <summary>Saves a response, loads it, and holds the weights that both answer with against each other, bit by bit.</summary>
    public static void RequireSame<TModel, TTrained, THyperparameters>(
        LearnedResponse<TModel, TTrained, THyperparameters> response, Func<Stream, LearnedResponse<TModel, TTrained, THyperparameters>> load, params double[] displacements)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var content = new MemoryStream(Saved(response.Save));
        using var loaded = load(content);
        Assert.Equal(response.Current, loaded.Current);
        Assert.Equal(response.HasJacobian, loaded.HasJacobian);
        foreach (var displacement in displacements)
        {
            double[] u = [.. response.Current.Select((value, i) => value + (displacement * Math.Sin(i)))];
            using var expected = response.At(u);
            using var actual = loaded.At(u);
            RequireSame(expected, actual);
        }
    }

    /// <summary>Holds two models against each other, bit by bit.</summary>
    public static void RequireSame(TrainedModel expected, TrainedModel actual)
    {
        Assert.Equal(expected.Weights.dtype, actual.Weights.dtype);
        RequireSame([("weights", expected.Weights)], [("weights", actual.Weights)]);
        RequireSame(expected.NamedWeights, actual.NamedWeights);
        RequireSame(expected.State, actual.State);
    }

    /// <summary>Holds tensors against each other, bit by bit.</summary>
    public static void RequireSame(IEnumerable<(string Name, Tensor Value)> expected, IEnumerable<(string Name, Tensor Value)> actual)
    {
        var byName = actual.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
        Assert.Equal(expected.Select(tensor => tensor.Name).Order(), byName.Keys.Order());
        foreach (var (name, value) in expected)
        {
            Assert.Equal(value.dtype, byName[name].dtype);
            Assert.Equal(value.shape, byName[name].shape);
            Assert.Equal(Bits(value), Bits(byName[name]));
        }
    }

    /// <summary>A tensor's bytes.</summary>
    public static byte[] Bits(Tensor tensor)
    {
        using var dense = tensor.detach().contiguous();
        return dense.bytes.ToArray();
    }

    private static (Tensor Reference, double[] Current) Point<THyperparameters>(ScalarType type, Generator noise)
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var count = THyperparameters.Space.Count;
        return (randn(1, count, dtype: type, generator: noise).DetachFromDisposeScope(), randn(count, dtype: ScalarType.Float64, generator: noise).data<double>().ToArray());
    }

    private static ModelState StateOf<TModel, TTrained, THyperparameters>(ScalarType type, Generator noise, bool hasRun)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var model = TModel.Create();
        using var context = model.Context;
        context.State.MoveModules(CPU, type);
        var state = context.State.Clone();
        foreach (var part in hasRun ? context.State.Parts(type) : [])
        {
            state.Buffer(part.Name, () => rand(part.Shape, dtype: part.Type, generator: noise));
        }

        return state;
    }
}
