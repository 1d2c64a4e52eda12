using System.Text.Json.Nodes;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>A file that is not the model's own is refused, and the message says what differs.</summary>
public sealed class RefusalTests
{
    static RefusalTests() => NativeBackend.EnsureLoaded();

    private static readonly byte[] model = Model<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>();

    private static readonly byte[] response = Response<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>();

    [Fact]
    public void A_file_of_another_model_is_named()
    {
        var other = Model<SmallConvNet, SmallConvNet.Trained, SmallConvNet.Hyperparameters, SmallConvNet.BestResponse>();
        Requires(other, "It holds the model 'Hyper.Runtime.Tests.Models.SmallConvNet', and SmallNetwork was expected.");
    }

    [Fact]
    public void A_class_that_has_moved_to_another_namespace_is_the_same()
    {
        var parts = SavedParts.Of(model);
        parts.Metadata["model"] = "Elsewhere.Entirely+SmallNetwork";
        using var stream = new MemoryStream(parts.Build());
        using var loaded = SmallNetwork.Load(stream);
    }

    [Theory]
    [InlineData("layout", "\"Hidden.weight\":[6,8]", "\"Hidden.weight\":[6,9]", "Hidden.weight is [6,9] in the file, and [6,8] in SmallNetwork.")]
    [InlineData("layout", "\"Hidden.bias\":[6],", "", "It has no Hidden.bias among the weights, and SmallNetwork has.")]
    [InlineData("layout", "{", "{\"Extra.weight\":[1],", "It has Extra.weight among the weights, and SmallNetwork has not.")]
    [InlineData("layout", "\"Hidden.weight\":[6,8],\"Hidden.bias\":[6]", "\"Hidden.bias\":[6],\"Hidden.weight\":[6,8]", "It has the weights of SmallNetwork in another order.")]
    [InlineData("layout", "{", "[", "It does not say what the weights are: 'layout' of its metadata is missing or damaged.")]
    [InlineData("layout", "{", "{\"Hidden.weight\":[6,8],", "It does not say what the weights are: 'layout' of its metadata is missing or damaged.")]
    [InlineData("state", "{", "{\"Norm.running_mean\":[4]", "It has Norm.running_mean among the state, and SmallNetwork has not.")]
    [InlineData("space", "\"max\":0.9", "\"max\":0.5", "Dropout is {\"count\":1,\"per\":\"Scalar\",\"scale\":\"Linear\",\"min\":0,\"max\":0.5,\"discrete\":false} in the file")]
    [InlineData("space", "\"Lasso\":", "\"Ridge\":", "It has no Lasso among the hyperparameters, and SmallNetwork has.")]
    [InlineData("fingerprint", "sha256:", "sha256:0", "Its fingerprint is 'sha256:0")]
    public void What_has_changed_since_is_named(string text, string old, string @new, string message)
    {
        var parts = SavedParts.Of(model);
        parts.Replace(text, old, @new);
        Requires(parts.Build(), message);
    }

    [Fact]
    public void A_newer_format_asks_for_an_update()
    {
        foreach (var version in (string[])["2", "10", "", "one", "-1", "99999999999"])
        {
            var parts = SavedParts.Of(model);
            parts.Metadata["format_version"] = version;
            parts.Metadata["hyperdsl_version"] = "7.1.0";
            Requires(parts.Build(), $"It is of format version '{version}', written by HyperDsl '7.1.0', and this HyperDsl 0.", "reads versions up to 1. Update HyperDsl.");
        }
    }

    [Fact]
    public void What_HyperDsl_did_not_save_is_no_model() =>
        Requires(SavedParts.With("""{"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", new byte[4]), "It is a file of tensors, but none that HyperDsl saved");

    [Fact]
    public void A_model_and_a_response_are_told_apart()
    {
        Requires(response, "It holds a response, and a model was expected: use LoadResponse.");
        RequiresOfResponse(model, "It holds a model, and a response was expected: use Load.");
    }

    [Fact]
    public void A_response_of_another_family_or_size_is_named()
    {
        var parts = SavedParts.Of(response);
        parts.Replace("response", "Factorized(Rank = 4)", "Factorized(Rank = 3)");
        RequiresOfResponse(parts.Build(), "family is \"Factorized(Rank = 3)\" in the file, and \"Factorized(Rank = 4)\" in SmallNetwork.");
        parts = SavedParts.Of(response);
        parts.Replace("response", "\"parameters\":", "\"parameters\":1");
        RequiresOfResponse(parts.Build(), "parameters is 1", "in SmallNetwork.");
    }

    [Fact]
    public void A_curvature_response_of_somebody_s_making_is_refused()
    {
        using var point = RoundTrip.Fixed<SmoothNetwork, SmoothNetwork.Trained, SmoothNetwork.Hyperparameters>(ScalarType.Float32, 2);
        var parts = SavedParts.Of(RoundTrip.Saved(point.Save));
        parts.Replace("response", "Point", "Curvature");
        using var stream = new MemoryStream(parts.Build());
        Assert.Throws<HyperDslException>(() => SmoothNetwork.LoadResponse(stream));
    }

    public static TheoryData<string, string> Tensors => new()
    {
        { "Hidden.weight", "Hidden.weight has the shape [8, 6] in the file, and [6, 8] was expected." },
        { "Output.bias", "Output.bias has the shape [3, 1] in the file, and [3] was expected." },
        { "hyperparameters", "hyperparameters has the shape [1, 12] in the file, and [12] was expected." },
    };

    [Theory]
    [MemberData(nameof(Tensors))]
    public void A_tensor_of_another_shape_is_named(string tensor, string message)
    {
        var parts = SavedParts.Of(model);
        var shape = parts.Header[tensor]!["shape"]!.AsArray();
        parts.Header[tensor]!["shape"] = tensor switch
        {
            "Hidden.weight" => new JsonArray(8, 6),
            "Output.bias" => new JsonArray(3, 1),
            _ => new JsonArray(1, (long)shape[0]!),
        };
        Requires(parts.Build(), message.Replace("12", ((long)shape[0]!).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_tensor_of_another_type_missing_or_too_many_is_named()
    {
        var parts = SavedParts.Of(model);
        parts.Header["Output.bias"]!["dtype"] = "I32";
        Requires(parts.Build(), "Output.bias is of the type I32 in the file, and F32 was expected.");

        parts = SavedParts.Of(model);
        parts.Header["Hidden.weight"]!["dtype"] = "I32";
        Requires(parts.Build(), "Hidden.weight is of the type I32, and models are F32 or F64.");

        parts = SavedParts.Of(model);
        Rename(parts, "Output.bias", "Output.Bias");
        Requires(parts.Build(), "It has no tensor Output.bias.");

        parts = SavedParts.Of(model);
        parts.Header["Extra.weight"] = new JsonObject { ["dtype"] = "F32", ["shape"] = new JsonArray(1), ["data_offsets"] = new JsonArray(parts.Data.Length, parts.Data.Length + 4) };
        parts.Data = [.. parts.Data, 0, 0, 0, 0];
        Requires(parts.Build(), "It has a tensor Extra.weight, which the model has not.");
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_are_refused()
    {
        var parts = SavedParts.Of(model);
        BitConverter.GetBytes(double.NaN).CopyTo(parts.Data, 0);
        Requires(parts.Build(), "hyperparameters has coordinates that are not finite.");
    }

    [Fact]
    public void A_file_that_was_cut_short_says_where()
    {
        Requires([], "It has 0 bytes");
        Requires(model[..7], "It has 7 bytes");
        Requires(model[..100], "It is cut short: its header has", "of which 92 are there.");
        Requires(model[..^1], "It is cut short: its tensors have");
        Requires([.. model, 0], "It goes on behind its tensors: they have ", $"and {SavedParts.Of(model).Data.Length + 1} are there.");
        using var pipe = new LengthlessStream(model[..^1]);
        Assert.Contains("cut short in the midst of Output.bias", Assert.Throws<HyperDslException>(() => SmallNetwork.Load(pipe)).Message, StringComparison.Ordinal);
        using var longer = new LengthlessStream([.. model, 0]);
        Assert.Contains("goes on behind its tensors", Assert.Throws<HyperDslException>(() => SmallNetwork.Load(longer)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Its header is no JSON")]
    [InlineData("{", "Its header is no JSON")]
    [InlineData("[]", "lacks an object")]
    [InlineData("null", "lacks an object")]
    [InlineData("{} {}", "Its header is no JSON")]
    [InlineData("""{"a":1}""", "lacks an object as a")]
    [InlineData("""{"a":{}}""", "a has not all of dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "a has not all of")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "more than 2 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"code":"print()"}}""", "a has a field 'code'")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "a is of the type 'F8_E4M3'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole numbers from 0 up")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,4]}}""", "whole numbers from 0 up")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "whole numbers from 0 up")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "whole numbers from 0 up")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "a is F32 of the shape [4611686018427387904, 4], and bytes 0 to 4 are not as many")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,4]}}""", "are not as many")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "are not as many")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "there is a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "there is a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "there is an overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "there is a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "has a twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "has dtype of a twice")]
    [InlineData("""{"__metadata__":{"x":"1","x":"2"}}""", "has x twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "has __metadata__ twice")]
    [InlineData("""{"__metadata__":{"x":{}}}""", "lacks a text as x")]
    [InlineData("""{"__metadata__":{"x":"\ud800"}}""", "Its header is no JSON")]
    [InlineData("""{"a":[[[[[[[[[[]]]]]]]]]]}""", "lacks an object as a")]
    [InlineData("""{"a":{"dtype":[[[[[[[[[[]]]]]]]]]]}}""", "lacks a text as dtype of a")]
    public void A_header_that_is_none_is_refused(string header, string message) => Requires(SavedParts.With(header, new byte[4]), message);

    [Fact]
    public void A_header_of_an_absurd_length_is_refused_before_there_is_memory_for_it()
    {
        foreach (var length in (ulong[])[ulong.MaxValue, long.MaxValue, 100_000_001, 99_999_999, 1_000_000])
        {
            var file = model.ToArray();
            BitConverter.GetBytes(length).CopyTo(file, 0);
            using var stream = new LengthlessStream(file);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<HyperDslException>(() => SmallNetwork.Load(stream));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
        }
    }

    [Fact]
    public void What_a_message_shows_of_a_file_is_short_and_harmless()
    {
        var parts = SavedParts.Of(model);
        parts.Metadata["model"] = "\u001b[2J" + new string('x', 1_000_000);
        using var stream = new MemoryStream(parts.Build());
        var message = Assert.Throws<HyperDslException>(() => SmallNetwork.Load(stream)).Message;
        Assert.InRange(message.Length, 200, 400);
        Assert.DoesNotContain('\u001b', message);
    }

    [Fact]
    public void More_tensors_than_any_model_has_are_not_kept()
    {
        var header = "{" + string.Join(',', Enumerable.Range(0, 100_001).Select(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}";
        Requires(SavedParts.With(header, []), "It has more than 100000 tensors.");
    }

    [Fact]
    public void A_message_names_the_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.safetensors", model[..^1]);
        Assert.StartsWith($"'{path}' cannot be loaded: It is cut short", Assert.Throws<HyperDslException>(() => SmallNetwork.Load(path)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{path}x' cannot be read: ", Assert.Throws<HyperDslException>(() => SmallNetwork.Load(path + "x")).Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{folder.Root}' cannot be read: ", Assert.Throws<HyperDslException>(() => SmallNetwork.LoadResponse(folder.Root)).Message, StringComparison.Ordinal);
        Assert.Throws<HyperDslException>(() => SmallNetwork.Load(""));
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        using var stream = new MemoryStream(model);
        Assert.Contains("'meta'", Assert.Throws<HyperDslException>(() => SmallNetwork.Load(stream, META)).Message, StringComparison.Ordinal);
    }

    private static void Rename(SavedParts parts, string old, string @new)
    {
        var entry = parts.Header[old]!.DeepClone();
        parts.Header.Remove(old);
        parts.Header[@new] = entry;
    }

    private static void Requires(byte[] file, params string[] messages)
    {
        using var stream = new MemoryStream(file);
        var message = Assert.Throws<HyperDslException>(() => SmallNetwork.Load(stream)).Message;
        Assert.StartsWith("The stream cannot be loaded: ", message, StringComparison.Ordinal);
        Assert.All(messages, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static void RequiresOfResponse(byte[] file, params string[] messages)
    {
        using var stream = new MemoryStream(file);
        var message = Assert.Throws<HyperDslException>(() => SmallNetwork.LoadResponse(stream)).Message;
        Assert.All(messages, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static byte[] Response<TModel, TTrained, THyperparameters, TResponse>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
        where TResponse : class, ICompiledResponse<TResponse>
    {
        using var drawn = RoundTrip.Drawn<TModel, TTrained, THyperparameters, TResponse>(ScalarType.Float32, 1);
        return RoundTrip.Saved(drawn.Save);
    }

    private static byte[] Model<TModel, TTrained, THyperparameters, TResponse>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
        where TResponse : class, ICompiledResponse<TResponse>
    {
        using var drawn = RoundTrip.Drawn<TModel, TTrained, THyperparameters, TResponse>(ScalarType.Float32, 1);
        using var at = drawn.At([.. drawn.Current]);
        return RoundTrip.Saved(at.Save);
    }
}
