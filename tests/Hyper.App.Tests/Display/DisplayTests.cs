using Hyper.App.Display;
using Hyper.App.Tests.Models;
using Hyper.App.Tests.Support;
using Hyper.Runtime.Runs;
using Spectre.Console;

namespace Hyper.App.Tests.Display;

public sealed class DisplayTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        foreach (var unicode in (bool[])[true, false])
        {
            var lines = View().Lines(width, unicode);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
            Assert.Contains(lines, line => line.StartsWith("training loss", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("! ", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("decay", StringComparison.Ordinal));
            Assert.True(unicode || lines.All(line => line.All(char.IsAscii)));
        }
    }

    [Fact]
    public void It_shows_step_speed_time_left_and_what_moves_most()
    {
        var lines = View().Lines(80, unicode: true);
        Assert.Equal("step 50 of 100, 50/s, 1.0 s left", lines[2]);
        Assert.Matches("^training loss     0\\.5000 [▁▂▃▄▅▆▇█]+$", lines[3]);
        Assert.Equal(["decay 0.01 → 5e-3", "dropout 0.1 → 0.11"], lines.Where(line => line.Contains('→', StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_said_in_sentences_goes_on_in_the_next_line()
    {
        var view = View();
        view.Note("Stopping after the step under way; once more to leave it without a result.");
        var lines = view.Lines(40, unicode: true);
        Assert.Equal(["Stopping after the step under way; once", "  more to leave it without a result."], lines.TakeLast(2));
        Assert.Contains("! Something that takes a sentence of", lines);
    }

    [Fact]
    public async Task On_a_terminal_of_40_columns_nothing_wraps()
    {
        using var temp = new TempFolder();
        var (said, drawn) = await DrawAsync(temp["run"], colours: true);
        Assert.Equal(0, said.Code);
        Assert.Contains("training loss", drawn, StringComparison.Ordinal);
        var lines = drawn.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;?]*[A-Za-z]", "").TrimEnd('\r'));
        Assert.All(lines, line => Assert.InRange(line.Split('\r').Max(part => part.Length), 0, 40));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Colours_are_for_terminals_that_have_them(bool colours)
    {
        using var temp = new TempFolder();
        var (_, drawn) = await DrawAsync(temp["run"], colours);
        Assert.Equal(colours, System.Text.RegularExpressions.Regex.IsMatch(drawn, "\u001b\\[[0-9;]*3[0-9]?[0-9;]*m|\u001b\\[38"));
    }

    [Fact]
    public void A_spark_line_has_the_shape_of_its_numbers()
    {
        Assert.Equal("▁▄█", SparkLine.Of([1, 2.5, 4.6], 10, unicode: true));
        Assert.Equal("▁▁", SparkLine.Of([3, 3], 10, unicode: true));
        Assert.Equal("▁█", SparkLine.Of([0, 0, 1, 1, double.NaN], 2, unicode: true));
        Assert.Equal("", SparkLine.Of([double.NaN], 10, unicode: true));
    }

    [Fact]
    public void A_first_loss_far_above_all_others_does_not_flatten_them() =>
        Assert.Equal("█" + new string('▁', 20) + new string('█', 19), SparkLine.Of([1000, .. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(2.0, 19)], 40, unicode: true));

    [Fact]
    public void A_warning_goes_with_the_reading_that_has_it_no_more()
    {
        var view = View();
        var report = new TuningProgress(60, 100, 1, 1, TimeSpan.FromSeconds(2), []);
        view.Add(report);
        Assert.Contains(view.Lines(80, unicode: true), line => line.StartsWith("! ", StringComparison.Ordinal));

        view.Add(report with { Health = new HealthReading(0, 1, 1, 0, []) });

        Assert.DoesNotContain(view.Lines(80, unicode: true), line => line.StartsWith("! ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.1, 250)]
    [InlineData(2.5, 250)]
    [InlineData(20, 2_000)]
    public void A_drawing_costs_a_hundredth_of_the_time_at_most(double drawing, double pause) =>
        Assert.Equal(TimeSpan.FromMilliseconds(pause), Hyper.App.Display.LiveDisplay.PauseAfter(TimeSpan.FromMilliseconds(drawing)));

    private static async Task<(Said Said, string Drawn)> DrawAsync(string folder, bool colours)
    {
        var drawn = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(TextWriter.Synchronized(drawn)),
        });
        terminal.Profile.Width = 40;
        var said = await Cli.RunAsync(options => options with { Terminal = terminal }, "run", "TuneBlobs", "--out", folder, "--steps", "3000");
        return (said, drawn.ToString());
    }

    private static RunView View()
    {
        var view = new RunView("a run in a folder with a rather long name, longer than forty letters", "step", ExperimentCatalog.Find(typeof(TuneBlobs).FullName!).Space);
        for (var step = 1; step <= 50; step++)
        {
            view.Add(new TuningProgress(step, 100, 1 - (0.01 * step), 2, TimeSpan.FromSeconds(step / 50.0),
                [new HyperparameterSummary("Decay", 1, 0.005, 0.005, 0.005), new HyperparameterSummary("Dropout", 1, 0.11, 0.11, 0.11)])
            {
                Metrics = new Dictionary<string, double> { ["Accuracy"] = 0.5 },
                Warnings = step == 1 ? ["Something that takes a sentence of more than forty letters to be said."] : [],
            });
        }

        return view;
    }
}
