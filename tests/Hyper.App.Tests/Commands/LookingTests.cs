using System.Globalization;
using System.Text.Json;
using Hyper.App.Commands;
using Hyper.App.Records;
using Hyper.App.Tests.Models;
using Hyper.App.Tests.Support;
using Hyper.Runtime.Hypergradients.Checks;
using TorchSharp;

namespace Hyper.App.Tests.Commands;

/// <summary>The commands that look at what there is: compare, predict, check.</summary>
public sealed class LookingTests
{
    [Fact]
    public async Task Runs_stand_side_by_side_with_what_differs()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["one"], "--steps", "40", "--quiet");
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["two"], "--steps", "40", "--set", "LearningRate=0.05", "--name", "faster", "--quiet");
        var said = await Cli.DoAsync("compare", temp["one"], temp["two"]);
        var lines = said.Output.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        Assert.Contains(lines, line => line is ["one", "faster"]);
        Assert.Contains(lines, line => line is ["LearningRate", _, "0.05"]);
        Assert.Contains(lines, line => line is ["validation loss", _, _]);
        Assert.Contains(lines, line => line is ["Accuracy", _, _]);
        Assert.Contains(lines, line => line is ["decay", _, _]);
        Assert.DoesNotContain(lines, line => line is ["Steps", ..]);

        using var json = JsonDocument.Parse((await Cli.DoAsync("compare", temp["one"], temp["two"], "--json")).Output);
        Assert.Equal(["LearningRate"], json.RootElement.GetProperty("differing_settings").EnumerateObject().Select(setting => setting.Name));
        Assert.Equal(2, json.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task What_is_no_run_folder_is_said()
    {
        using var temp = new TempFolder();
        var said = await Cli.RunAsync("compare", temp.Root);
        Assert.Equal(1, said.Code);
        Assert.Contains("There is no run.json", said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_numbers_are_answered_to_as_the_model_does()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "40", "--quiet");
        await File.WriteAllTextAsync(temp["rows.csv"], "a,b,c,d\n0.5,1,-2,0\n\n3,0,0,1e-1\n");
        var said = await Cli.DoAsync("predict", temp["run"], "--data", temp["rows.csv"], "--out", temp["answers.csv"]);
        Assert.StartsWith("2 rows answered to", said.Output, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(temp["answers.csv"]);
        Assert.Equal("output0,output1,output2", lines[0]);
        using var model = Blobs.Load(Path.Combine(temp["run"], RunFiles.Model));
        using var rows = torch.tensor(new[] { 0.5f, 1, -2, 0, 3, 0, 0, 0.1f }).reshape(2, 4);
        using var expected = model.Predict(rows);
        Assert.Equal(expected.data<float>().ToArray(), lines.Skip(1).SelectMany(line => line.Split(',')).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("1,2,3,4\n1,x,3,4\n", "line 2, column 2: 'x' is no number")]
    [InlineData("1,2,3,4\n1,2,3\n", "line 2: there are 3 numbers, and 4 in the lines before")]
    [InlineData("1,2\n", "takes rows of 4 features")]
    [InlineData("a,b\n", "has no rows")]
    public async Task A_file_that_the_model_does_not_take_is_refused_with_its_place(string text, string expected)
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        await File.WriteAllTextAsync(temp["rows.csv"], text);
        var said = await Cli.RunAsync("predict", temp["run"], "--data", temp["rows.csv"], "--out", temp["answers.csv"]);
        Assert.Equal(1, said.Code);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(temp["answers.csv"]));
    }

    [Fact]
    public async Task A_program_may_answer_in_its_own_way()
    {
        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        PredictRequest? asked = null;
        var said = await Cli.RunAsync(options => options with { Predict = request => (asked = request) is null ? 0 : 7 }, "predict", temp["run"], "--data", "in", "--out", temp["out"]);
        Assert.Equal(0, said.Code);
        Assert.Equal(("in", temp["out"], Path.Combine(temp["run"], RunFiles.Model)), (asked!.Data, asked.Output, asked.Model));
        Assert.StartsWith("7 rows", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_shows_its_table_and_says_whether_the_ways_agree()
    {
        var said = await Cli.RunAsync("check", "TuneBlobs", "--steps", "100", "--samples", "2");
        Assert.True(said.Code is 0 or 3, said.Errors);
        Assert.Contains("cosine", said.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Cli.RunAsync("check", "SearchBlobs")).Code);
    }

    [Theory]
    [InlineData(1.0, 1.05, true)]
    [InlineData(1.0, 3.0, false)]
    [InlineData(-1.0, -1.0, false)]
    public void A_check_agrees_where_the_response_is_close_to_the_reference(double first, double second, bool agrees)
    {
        var report = new HypergradientReport(["a", "b"], [0, 1], [new HypergradientWitness("response", [first, second]), new HypergradientWitness("implicit", [1, 1])], 1, 0.5, 0.5);
        Assert.Equal(agrees, CheckCommand.Agrees(report));
    }
}
