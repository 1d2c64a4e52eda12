using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Tests.Support;
using Hyper.Runtime;

namespace Hyper.App.Tests.Running;

public sealed class HistoryFileTests
{
    [Fact]
    public void A_broken_last_line_counts_as_not_written()
    {
        using var temp = new TempFolder();
        Write(temp["h"], 1, 2, 3);
        File.AppendAllText(temp["h"], """{"step":4,"training_lo""");
        Assert.Equal([1, 2, 3], Steps(temp["h"]));
        Write(temp["h"], 4, 5);
        Assert.Equal([1, 2, 3, 4, 5], Steps(temp["h"]));
        Assert.Equal(5, File.ReadAllLines(temp["h"]).Length);
    }

    [Fact]
    public void A_damaged_line_before_the_last_is_refused_by_readers_and_lets_the_run_go_on()
    {
        using var temp = new TempFolder();
        Write(temp["h"], 1, 2, 3);
        var lines = File.ReadAllLines(temp["h"]);
        lines[1] = lines[1][..10];
        File.WriteAllLines(temp["h"], lines);
        Assert.Contains("line 2 is damaged", Assert.Throws<HyperDslException>(() => HistoryReader.Read(temp["h"])).Message, StringComparison.Ordinal);
        Write(temp["h"], 4);
        Assert.Equal(4, File.ReadAllLines(temp["h"]).Length);
        Assert.StartsWith("{\"step\":4,", File.ReadAllLines(temp["h"])[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_are_taken_once_more_replace_their_lines()
    {
        using var temp = new TempFolder();
        Write(temp["h"], 10, 20, 30, 40);
        Write(temp["h"], 25, 35);
        Assert.Equal([10, 20, 25, 35], Steps(temp["h"]));
    }

    [Fact]
    public void It_can_be_read_while_it_is_written()
    {
        using var temp = new TempFolder();
        using var file = HistoryFile.Open(temp["h"]);
        file.Append(new HistoryLine(1, 0.5, null, 0.1));
        Assert.Equal([1], Steps(temp["h"]));
        Assert.Null(HistoryReader.Read(temp["h"])[0].ValidationLoss);
    }

    [Fact]
    public void A_disk_that_is_full_ends_the_history_and_no_more()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using var temp = new TempFolder();
        File.CreateSymbolicLink(temp["h"], "/dev/full");
        using var file = HistoryFile.Open(temp["h"]);
        file.Append(new HistoryLine(1, 0.5, 0.5, 0.1));
        Assert.Contains("has no lines after step 0", file.Warning, StringComparison.Ordinal);
        file.Append(new HistoryLine(2, 0.5, 0.5, 0.1));
    }

    private static void Write(string path, params int[] steps)
    {
        using var file = HistoryFile.Open(path);
        foreach (var step in steps)
        {
            file.Append(new HistoryLine(step, 0.5, 0.25, step));
        }
    }

    private static IEnumerable<int> Steps(string path) => HistoryReader.Read(path).Select(line => line.Step);
}
