using Hyper.Runtime.Files;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>What was saved and is loaded again is what it was, to the bit.</summary>
public sealed class SaveAndLoadTests
{
    static SaveAndLoadTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public async Task A_tuned_model_gives_the_same_bits(Precision precision)
    {
        using var folder = new TempFolder();
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20, Precision = precision });
        var path = Path.Combine(folder.Root, "model.safetensors");
        result.Model.Save(path);
        using var loaded = SmallNetwork.Load(path);
        RoundTrip.RequireSame(result.Model, loaded);
        Assert.Equal(result.Model.Hyperparameters, loaded.Hyperparameters);
        using var expected = result.Model.Predict(data.Validation.Inputs);
        using var actual = loaded.Predict(data.Validation.Inputs);
        Assert.Equal(RoundTrip.Bits(expected), RoundTrip.Bits(actual));
        Assert.Equal(result.ValidationLoss, loaded.ValidationLoss(data.Validation));

        // And what is loaded is saved as it was.
        Assert.Equal(File.ReadAllBytes(path), RoundTrip.Saved(loaded.Save));
    }

    [Fact]
    public async Task A_model_with_running_statistics_has_them()
    {
        using var data = Images();
        using var result = await TuneSmallConvNet.RunAsync(data, TuneSmallConvNet.Settings with { Steps = 10 });
        using var content = new MemoryStream(RoundTrip.Saved(result.Model.Save));
        using var loaded = SmallConvNet.Load(content);
        Assert.Equal(["Norm.running_mean", "Norm.running_var"], loaded.State.Select(entry => entry.Name));
        RoundTrip.RequireSame(result.Model, loaded);
        Assert.Equal(result.ValidationLoss, loaded.ValidationLoss(data.Validation));
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public async Task A_model_with_shared_modules_has_them(Precision precision)
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Steps = 10, Precision = precision });
        using var content = new MemoryStream(RoundTrip.Saved(result.Model.Save));
        using var loaded = SmallSharedNet.Load(content);
        Assert.Contains("stem.0.weight", loaded.State.Select(entry => entry.Name));
        RoundTrip.RequireSame(result.Model, loaded);
        Assert.Equal(result.ValidationLoss, loaded.ValidationLoss(data.Validation));
        RoundTrip.RequireSame(result.Response, stream => SmallSharedNet.LoadResponse(stream), 0, 0.3);
    }

    [Fact]
    public async Task A_loaded_response_answers_as_the_result_did()
    {
        using var folder = new TempFolder();
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 });
        var path = Path.Combine(folder.Root, "response.safetensors");
        result.Save(path);
        using var response = SmallNetwork.LoadResponse(path);
        Assert.Equal(result.Hyperparameters, response.Hyperparameters);
        SmallNetwork.Hyperparameters[] candidates = [result.Hyperparameters, result.Hyperparameters with { Dropout = 0.3 }, new()];
        Assert.Equal(result.ValidationLossAt(candidates), response.ValidationLossAt(candidates, data.Validation));
        Assert.Equal(result.ValidationLossAt(candidates[1]), response.ValidationLossAt(candidates[1], data.Validation));
        using var expected = result.ModelAt(candidates[1]);
        using var actual = response.ModelAt(candidates[1]);
        RoundTrip.RequireSame(expected, actual);
        using var gradient = ones(SmallNetwork.Layout.WeightCount);
        Assert.Equal(result.Response.Hypergradient([.. result.Response.Current], gradient), response.Hypergradient([.. response.Current], gradient));
        Assert.Equal(File.ReadAllBytes(path), RoundTrip.Saved(response.Save));
    }

    [Fact]
    public async Task A_run_that_kept_no_response_answers_for_its_own_point()
    {
        using var data = SmallData.Labelled();
        using var result = await ImplicitSmooth.RunAsync(data, ImplicitSmooth.Settings with { Steps = 5 });
        RoundTrip.RequireSame(result.Response, stream => SmoothNetwork.LoadResponse(stream), 0);
        using var content = new MemoryStream(RoundTrip.Saved(result.Save));
        using var response = SmoothNetwork.LoadResponse(content);
        Assert.Equal(result.ValidationLoss, response.ValidationLossAt(result.Hyperparameters, data.Validation));
        Assert.Contains("kept no response", Assert.Throws<HyperDslException>(() => response.ModelAt(new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_curvature_response_is_not_saved_and_says_why_and_its_model_is()
    {
        using var folder = new TempFolder();
        using var data = SmallData.Labelled();
        using var result = await CurvatureSmooth.RunAsync(data, CurvatureSmooth.Settings with { Steps = 5 });
        var path = Path.Combine(folder.Root, "response.safetensors");
        var message = Assert.Throws<HyperDslException>(() => result.Save(path)).Message;
        Assert.Contains("SmoothNetwork", message, StringComparison.Ordinal);
        Assert.Contains("files hold no data", message, StringComparison.Ordinal);
        Assert.Contains("result.Model.Save", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
        result.Model.Save(path);
        using var loaded = SmoothNetwork.Load(path);
        RoundTrip.RequireSame(result.Model, loaded);
    }

    public static TheoryData<string, bool> Families
    {
        get
        {
            var families = new TheoryData<string, bool>();
            foreach (var family in (string[])[.. EveryLayer.Families, "Hybrid", "Point"])
            {
                families.Add(family, false);
                families.Add(family, true);
            }

            return families;
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_response_of_every_family_answers_with_the_same_bits(string family, bool isDouble)
    {
        switch (family)
        {
            case "Linear":
                Check<EveryLayerLinear, EveryLayerLinear.Trained, EveryLayerLinear.Hyperparameters, EveryLayerLinear.BestResponse>();
                break;
            case "Factorized":
                Check<EveryLayerFactorized, EveryLayerFactorized.Trained, EveryLayerFactorized.Hyperparameters, EveryLayerFactorized.BestResponse>();
                break;
            case "Mlp":
                Check<EveryLayerMlp, EveryLayerMlp.Trained, EveryLayerMlp.Hyperparameters, EveryLayerMlp.BestResponse>();
                break;
            case "Elementwise":
                Check<EveryLayerElementwise, EveryLayerElementwise.Trained, EveryLayerElementwise.Hyperparameters, EveryLayerElementwise.BestResponse>();
                break;
            case "Structured":
                Check<EveryLayerStructured, EveryLayerStructured.Trained, EveryLayerStructured.Hyperparameters, EveryLayerStructured.BestResponse>();
                break;
            case "Centered":
                Check<EveryLayerCentered, EveryLayerCentered.Trained, EveryLayerCentered.Hyperparameters, EveryLayerCentered.BestResponse>();
                break;
            case "Hybrid":
                Check<SmallHybrid, SmallHybrid.Trained, SmallHybrid.Hyperparameters, SmallHybrid.BestResponse>();
                break;
            default:
                using (var point = RoundTrip.Fixed<EveryLayerLinear, EveryLayerLinear.Trained, EveryLayerLinear.Hyperparameters>(Type(), 5))
                {
                    RoundTrip.RequireSame(point, stream => EveryLayerLinear.LoadResponse(stream), 0);
                }

                break;
        }

        void Check<TModel, TTrained, THyperparameters, TResponse>()
            where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
            where TTrained : TrainedModel
            where THyperparameters : IHyperparameters<THyperparameters>
            where TResponse : class, ICompiledResponse<TResponse>
        {
            using var response = RoundTrip.Drawn<TModel, TTrained, THyperparameters, TResponse>(Type(), 4);
            RoundTrip.RequireSame(response, stream => SavedModel.LoadResponse<TModel, TTrained, THyperparameters, TResponse>(stream), 0, 0.5, -2);
        }

        ScalarType Type() => isDouble ? ScalarType.Float64 : ScalarType.Float32;
    }

    [Fact]
    public void Running_statistics_that_no_pass_has_needed_yet_are_saved_as_they_begin()
    {
        using var response = RoundTrip.Drawn<SmallConvNet, SmallConvNet.Trained, SmallConvNet.Hyperparameters, SmallConvNet.BestResponse>(ScalarType.Float32, 1, hasRun: false);
        using var model = response.At([.. response.Current]);
        Assert.Empty(model.State);
        using var content = new MemoryStream(RoundTrip.Saved(model.Save));
        using var loaded = SmallConvNet.Load(content);
        Assert.Equal([0f, 0, 0, 0], loaded.State.Single(entry => entry.Name == "Norm.running_mean").Value.data<float>().ToArray());
        Assert.Equal([1f, 1, 1, 1], loaded.State.Single(entry => entry.Name == "Norm.running_var").Value.data<float>().ToArray());
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_whether_or_not_it_knows_its_length_and_stays_open()
    {
        using var response = RoundTrip.Drawn<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>(ScalarType.Float32, 1);
        using var model = response.At([.. response.Current]);
        using var content = new MemoryStream([1, 2, 3, .. RoundTrip.Saved(model.Save)]) { Position = 3 };
        using var loaded = SmallNetwork.Load(content);
        RoundTrip.RequireSame(model, loaded);
        Assert.True(content.CanRead);
        using var pipe = new LengthlessStream(RoundTrip.Saved(model.Save));
        using var again = SmallNetwork.Load(pipe);
        RoundTrip.RequireSame(model, again);
    }

    [Fact]
    public void Loading_leaves_the_library_s_generator_as_it_was()
    {
        using var response = RoundTrip.Drawn<SmallSharedNet, SmallSharedNet.Trained, SmallSharedNet.Hyperparameters, SmallSharedNet.BestResponse>(ScalarType.Float32, 1);
        using var model = response.At([.. response.Current]);
        var saved = RoundTrip.Saved(model.Save);
        using var before = Generator.Default.get_state();
        using var content = new MemoryStream(saved);
        using var loaded = SmallSharedNet.Load(content);
        using var after = Generator.Default.get_state();
        Assert.Equal(before.data<byte>().ToArray(), after.data<byte>().ToArray());
    }

    [Fact]
    public void Tensors_of_many_parts_and_of_none_and_views_are_written_whole()
    {
        using var scope = NewDisposeScope();
        var many = arange(20_000_003, dtype: ScalarType.Int32);
        (string Name, Tensor Value)[] tensors = [("long", many), ("none", zeros(0, 3)), ("one", tensor(2.5)), ("turned", arange(6, dtype: ScalarType.Float32).view(2, 3).t()), ("half", tensor(1.5f).to(ScalarType.Float16)), ("truth", tensor(true))];
        using var stream = new MemoryStream();
        TensorFileWriter.Write(stream, [], tensors);
        stream.Position = 0;
        using var reader = TensorFileReader.Open(stream);
        Assert.Equal([8, 4, 4, 4, 2, 1], reader.Header.Tensors.Select(place => place.Type.Size));
        var read = tensors.ToDictionary(tensor => tensor.Name, tensor => zeros(tensor.Value.shape, dtype: tensor.Value.dtype));
        reader.ReadInto(read);
        Assert.True(many.eq(read["long"]).all().item<bool>());
        RoundTrip.RequireSame(tensors[2..], read.Where(tensor => tensor.Key is not ("long" or "none")).Select(tensor => (tensor.Key, tensor.Value)));
    }

    [Fact]
    public void The_header_tells_people_what_the_file_is()
    {
        using var response = RoundTrip.Drawn<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>(ScalarType.Float32, 1);
        using var model = response.ModelAt(new SmallNetwork.Hyperparameters { Dropout = 0.25 });
        var parts = SavedParts.Of(RoundTrip.Saved(model.Save));
        Assert.Equal(
            ["format", "format_version", "hyperdsl_version", "torchsharp_version", "model", "layout", "state", "space", "fingerprint", "evaluation_rows", "values"],
            parts.Metadata.Select(text => text.Key));
        Assert.Equal("hyperdsl.model", (string?)parts.Metadata["format"]);
        Assert.Equal("1", (string?)parts.Metadata["format_version"]);
        Assert.Equal("Hyper.Runtime.Tests.Models.SmallNetwork", (string?)parts.Metadata["model"]);
        Assert.StartsWith("{\"Hidden.weight\":[6,8],\"Hidden.bias\":[6],", (string?)parts.Metadata["layout"], StringComparison.Ordinal);
        Assert.Contains("\"Dropout\":{\"count\":1,\"per\":\"Scalar\",\"scale\":\"Linear\",\"min\":0,\"max\":0.9,\"discrete\":false}", (string?)parts.Metadata["space"], StringComparison.Ordinal);
        Assert.Contains("\"Dropout\":0.25", (string?)parts.Metadata["values"], StringComparison.Ordinal);
        Assert.Equal(["__metadata__", "hyperparameters", "Hidden.weight", "Hidden.bias", "Output.weight", "Output.bias"], parts.Header.Select(tensor => tensor.Key));

        // Numbers begin where a processor likes them.
        Assert.Equal(0, (RoundTrip.Saved(model.Save).Length - parts.Data.Length) % 8);
    }

    private static DataSplits Images()
    {
        using var noise = new Generator(12);
        using var all = new Dataset(randn(60, 1, 6, 6, generator: noise), arange(60, dtype: ScalarType.Int64).remainder(3));
        return DataSplits.InOrder(all, 40, 20);
    }
}
