using System.Globalization;
using Hyper.App.Records;
using Hyper.App.Tests.Models;
using Hyper.App.Tests.Support;
using Hyper.Runtime.Files;
using static TorchSharp.torch;

namespace Hyper.App.Tests.Commands;

/// <summary>Rows of several inputs leave as a file of tensors, and are answered to from one.</summary>
public sealed class NamedInputTests
{
    [Fact]
    public async Task The_rows_of_a_run_are_exported_and_answered_to_as_the_model_does()
    {
        using var temp = new TempFolder();
        await RunAsync(temp);
        Assert.Equal(0, (await WordsAsync("export", temp["run"], "--format", "rows", "--out", temp["rows.safetensors"])).Code);
        var said = await WordsAsync("predict", temp["run"], "--data", temp["rows.safetensors"], "--out", temp["answers.safetensors"]);
        Assert.StartsWith("30 rows answered to", said.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await WordsAsync("predict", temp["run"], "--data", temp["rows.safetensors"], "--out", temp["answers.csv"])).Code);

        using var scope = NewDisposeScope();
        using var data = Data();
        using var model = Words.Load(Path.Combine(temp["run"], RunFiles.Model));
        var rows = Read(temp["rows.safetensors"]);
        Assert.Equal(["numbers", "targets", "tokens"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((ScalarType.Float32, ScalarType.Int64), (rows["numbers"].dtype, rows["tokens"].dtype));
        Assert.True(rows["tokens"].equal(data.Test!.Input("tokens")).all().item<bool>());
        Assert.True(rows["targets"].equal(data.Test.Targets).all().item<bool>());

        var expected = model.Predict(rows["numbers"], rows["tokens"]);
        Assert.True(Read(temp["answers.safetensors"])["outputs"].equal(expected).all().item<bool>());
        var lines = await File.ReadAllLinesAsync(temp["answers.csv"]);
        Assert.Equal("output0,output1", lines[0]);
        Assert.Equal(expected.data<float>().ToArray(), lines.Skip(1).SelectMany(line => line.Split(',')).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("validation", 20)]
    [InlineData("training", 40)]
    public async Task Another_split_is_exported_where_it_is_asked_for(string split, long rows)
    {
        using var temp = new TempFolder();
        await RunAsync(temp);
        Assert.Equal(0, (await WordsAsync("export", temp["run"], "--format", "rows", "--split", split, "--out", temp["rows.safetensors"])).Code);
        using var scope = NewDisposeScope();
        Assert.Equal(rows, Read(temp["rows.safetensors"])["targets"].shape[0]);
        Assert.Equal(2, (await WordsAsync("export", temp["run"], "--split", split, "--out", temp["x"])).Code);
    }

    [Fact]
    public async Task Rows_that_are_others_by_now_are_not_exported()
    {
        using var temp = new TempFolder();
        await RunAsync(temp);
        var others = await Cli.RunAsync(options => options with { Data = _ => Data(seed: 6) }, "export", temp["run"], "--format", "rows", "--out", temp["rows.safetensors"]);
        Assert.Equal(1, others.Code);
        Assert.Contains("their fingerprint is another", others.Errors, StringComparison.Ordinal);
        var fewer = await Cli.RunAsync(options => options with { Data = _ => Data(test: 10) }, "export", temp["run"], "--format", "rows", "--out", temp["rows.safetensors"]);
        Assert.Contains("40 training, 20 validation and 10 test rows, and the run in", fewer.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(temp["rows.safetensors"]));
    }

    [Fact]
    public async Task What_the_model_does_not_take_is_refused_and_nothing_is_written()
    {
        using var temp = new TempFolder();
        await RunAsync(temp);
        using var scope = NewDisposeScope();
        var (numbers, tokens) = (zeros(4, 2), zeros(4, 3, dtype: ScalarType.Int64));
        await RefusesAsync("has no tensor 'tokens', an input of the model, which takes numbers, tokens; the file has 'numbers' [4, 2]", ("numbers", numbers));
        await RefusesAsync("has 3 rows of 'tokens' and 4 of 'numbers'", ("numbers", numbers), ("tokens", tokens[..3]));
        await RefusesAsync("takes rows of 5 features", ("numbers", zeros(4, 9)), ("tokens", tokens));
        await RefusesAsync("has the vectors 0 to 4, but was given numbers from 7 to 7", ("numbers", numbers), ("tokens", tokens + 7));
        await RefusesAsync("is a single number", ("numbers", zeros(Array.Empty<long>())), ("tokens", tokens));
        await RefusesAsync("has no rows", ("numbers", zeros(0, 2)), ("tokens", zeros(0, 3, dtype: ScalarType.Int64)));
        await File.WriteAllTextAsync(temp["rows.safetensors"], "no tensors at all");
        await RefusesFileAsync("rows.safetensors", "cannot be loaded");
        await File.WriteAllTextAsync(temp["rows.csv"], "1,2\n");
        await RefusesFileAsync("rows.csv", "takes 2 inputs, numbers, tokens");

        Task RefusesAsync(string expected, params (string, Tensor)[] tensors)
        {
            using (var stream = File.Create(temp["rows.safetensors"]))
            {
                TensorFileWriter.Write(stream, [], tensors);
            }

            return RefusesFileAsync("rows.safetensors", expected);
        }

        async Task RefusesFileAsync(string file, string expected)
        {
            var said = await WordsAsync("predict", temp["run"], "--data", temp[file], "--out", temp["answers.csv"]);
            Assert.Equal(1, said.Code);
            Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
            Assert.False(File.Exists(temp["answers.csv"]));
        }
    }

    [Fact]
    public async Task The_only_input_of_a_model_may_have_any_name()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet", "--no-report");
        using var scope = NewDisposeScope();
        var rows = randn(2_500, 4);
        using (var stream = File.Create(temp["rows.safetensors"]))
        {
            TensorFileWriter.Write(stream, [], [("pixels", rows), ("targets", zeros(7))]);
        }

        await Cli.DoAsync("predict", temp["run"], "--data", temp["rows.safetensors"], "--out", temp["answers.safetensors"]);
        using var model = Blobs.Load(Path.Combine(temp["run"], RunFiles.Model));
        Assert.True(Read(temp["answers.safetensors"])["outputs"].allclose(model.Predict(rows), rtol: 1e-6, atol: 1e-6));
    }

    private static Task<Said> WordsAsync(params string[] arguments) => Cli.RunAsync(options => options with { Data = _ => Data() }, arguments);

    private static async Task RunAsync(TempFolder temp)
    {
        var said = await WordsAsync("run", "TuneWords", "--out", temp["run"], "--quiet", "--no-report");
        Assert.True(said.Code == 0, said.Errors);
    }

    private static Dictionary<string, Tensor> Read(string path)
    {
        using var reader = TensorFileReader.Open(path);
        return reader.ReadAll().ToDictionary();
    }

    private static DataSplits Data(int seed = 5, int test = 30)
    {
        using var noise = new Generator((ulong)seed);
        using var all = new Dataset([("numbers", randn(90, 2, generator: noise)), ("tokens", randint(0, 5, new long[] { 90, 3 }, dtype: ScalarType.Int64, generator: noise))], randn(90, 2, generator: noise));
        return DataSplits.InOrder(all, 40, 20, test);
    }
}
