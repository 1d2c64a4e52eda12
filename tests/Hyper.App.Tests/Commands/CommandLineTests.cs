using System.Text.Json;
using Hyper.App.Tests.Support;

namespace Hyper.App.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Without_a_word_it_explains_itself()
    {
        var said = await Cli.RunAsync();
        Assert.Equal(0, said.Code);
        foreach (var command in (string[])["list", "run", "search", "resume", "trial", "check", "compare", "predict"])
        {
            Assert.Contains($"  {command} ", said.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_command_that_there_is_not_is_named_with_the_nearest_and_the_help()
    {
        var said = await Cli.RunAsync("serach", "SearchBlobs");
        Assert.Equal(2, said.Code);
        Assert.Contains("Is 'search' meant?", said.Errors, StringComparison.Ordinal);
        Assert.Contains("predict", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_experiment_with_what_it_is()
    {
        var said = await Cli.DoAsync("list", "--json");
        using var list = JsonDocument.Parse(said.Output);
        var blobs = list.RootElement.EnumerateArray().Single(entry => entry.GetProperty("experiment").GetString()!.EndsWith("TuneBlobs", StringComparison.Ordinal));
        Assert.Equal("run", blobs.GetProperty("kind").GetString());
        Assert.Equal(2, blobs.GetProperty("hyperparameters").GetInt32());
        Assert.Equal((4 * 8) + 8 + (8 * 3) + 3, blobs.GetProperty("weights").GetInt32());
        Assert.Contains("Hyper.App.Tests.Models.SearchBlobs", (await Cli.DoAsync("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LerningRate=1", 1, "Is LearningRate meant?")]
    [InlineData("Steps=many", 1, "Steps is 'many'; a whole number is expected.")]
    [InlineData("LearningRate=fast", 1, "LearningRate is 'fast'; a number, such as 0.01 or 1e-3, is expected.")]
    [InlineData("Schedule=Slow", 1, "Schedule is 'Slow'; one of ")]
    [InlineData("Verify=maybe", 1, "Verify is 'maybe'; true or false is expected.")]
    [InlineData("Momentum=2", 1, "Momentum is 2; it must be")]
    [InlineData("Steps", 2, "--set is 'Steps'; Setting=value is expected")]
    public async Task A_setting_that_cannot_be_is_refused_in_a_line(string assignment, int code, string expected)
    {
        using var folder = new TempFolder();
        var said = await Cli.RunAsync("run", "TuneBlobs", "--set", assignment, "--out", folder["run"]);
        Assert.Equal(code, said.Code);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
        Assert.Single(said.Errors.Trim().Split('\n'));
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("run", "SearchBlobs", "use the command search")]
    [InlineData("search", "TuneBlobs", "use the command run")]
    public async Task The_wrong_one_of_run_and_search_names_the_other(string command, string experiment, string expected)
    {
        var said = await Cli.RunAsync(command, experiment);
        Assert.Equal(2, said.Code);
        Assert.Contains(expected, said.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--seed", "x")]
    [InlineData("run", "--steps", "0")]
    [InlineData("run", "--every", "-1")]
    [InlineData("run", "--resume", "TuneBlobs")]
    [InlineData("run", "TuneBlobs", "--nothing")]
    public async Task A_wrong_command_line_is_code_2(params string[] arguments) => Assert.Equal(2, (await Cli.RunAsync(arguments)).Code);

    [Fact]
    public async Task An_experiment_that_there_is_not_is_code_1()
    {
        var said = await Cli.RunAsync("run", "TuneNothing");
        Assert.Equal(1, said.Code);
        Assert.StartsWith("error: There is no experiment named 'TuneNothing'.", said.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run Tune", "TuneBlobs")]
    [InlineData("run TuneBlobs --set Learn", "LearningRate=")]
    [InlineData("se", "search")]
    public async Task A_shell_is_told_what_may_come_next(string line, string expected)
    {
        var said = await Cli.RunAsync($"[suggest:{line.Length}]", line);
        Assert.Equal(0, said.Code);
        Assert.Contains(expected, said.Output.Split('\n').Select(word => word.Trim()));
    }
}
