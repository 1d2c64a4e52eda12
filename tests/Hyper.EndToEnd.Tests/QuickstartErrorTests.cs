namespace Hyper.EndToEnd.Tests;

/// <summary>What a user can get wrong ends with one message that says what to do, and no stack trace.</summary>
public class QuickstartErrorTests
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    [Theory]
    [InlineData("--training", "0", "--training is '0'")]
    [InlineData("--validation", "-3", "--validation is '-3'")]
    [InlineData("--steps", "0", "--steps is '0'")]
    [InlineData("--steps", "abc", "--steps is 'abc'")]
    [InlineData("--steps", "99999999999", "--steps is '99999999999'")]
    [InlineData("--seed", "1.5", "--seed is '1.5'")]
    [InlineData("--device", "tpu", "--device is 'tpu'")]
    [InlineData("--data", "no-such-source", "--data is 'no-such-source'")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public Task Bad_usage(string option, string value, string message) => RefusedAsync(BadUsage, message, [option, value]);

    [Fact]
    public Task An_option_without_its_value() => RefusedAsync(BadUsage, "--steps", ["--steps"]);

    [Fact]
    public Task More_rows_than_there_are() => RefusedAsync(Failed, "1,797 rows", ["--training", "1500", "--validation", "400"]);

    [Fact]
    public Task Every_row_asked_for_and_none_left_to_test_on() =>
        RefusedAsync(Failed, "at least 1 is for the test", ["--training", "1297", "--validation", "500"]);

    [Fact]
    public Task A_libtorch_that_is_not_there() =>
        RefusedAsync(Failed, "HYPERDSL_LIBTORCH is '/nonexistent'", ["--steps", "1"], new() { ["HYPERDSL_LIBTORCH"] = "/nonexistent" });

    [Fact]
    public async Task A_device_that_is_not_there()
    {
        // Where there is one, the run succeeds: what it must not do is fail in another way.
        string[] arguments = ["--device", "cuda", "--steps", "1"];
        Outcome outcome = await Sample.QuickstartAsync(arguments);
        if (outcome.Code != 0)
            await RefusedAsync(Failed, "Device is 'cuda'", arguments);
    }

    [SkippableFact]
    public async Task An_interrupted_run_says_so_and_writes_nothing()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no signal to send.");
        using var place = new Workplace();
        Outcome outcome = await Sample.InterruptQuickstartAsync("digits: ", "--steps", "400000", "--json", place["rows.json"]);
        Assert.True(outcome.Code == 130, outcome.ToString());
        Assert.Equal("interrupted\n", outcome.Error);
        Assert.Empty(Directory.GetFiles(place.Root));
    }

    [Fact]
    public async Task An_empty_csv()
    {
        using var place = new Workplace();
        await RefusedAsync(Failed, "rows.csv", ["--data", place.WriteCsv("rows.csv", 0)]);
    }

    [Fact]
    public async Task A_csv_with_a_value_that_is_no_number()
    {
        using var place = new Workplace();
        string path = place.WriteCsv("rows.csv", 20, (row, line) => row == 7 ? "NaN" + line[line.IndexOf(',')..] : line);
        await RefusedAsync(Failed, "line 8, column 1: 'NaN'", ["--data", path]);
    }

    [Fact]
    public async Task A_csv_with_a_label_that_is_no_class()
    {
        using var place = new Workplace();
        string path = place.WriteCsv("rows.csv", 20, (row, line) => row == 4 ? line[..line.LastIndexOf(',')] + ",10" : line);
        await RefusedAsync(Failed, "line 5, column 65", ["--data", path]);
    }

    [Fact]
    public async Task A_csv_with_a_line_too_short()
    {
        using var place = new Workplace();
        string path = place.WriteCsv("rows.csv", 20, (row, line) => row == 11 ? line[..^10] : line);
        await RefusedAsync(Failed, "line 12", ["--data", path]);
    }

    [Fact]
    public async Task A_csv_of_rows_that_fit_no_model()
    {
        using var place = new Workplace();
        string path = place.WriteCsv("rows.csv", 20, (_, line) => line[(line.IndexOf(',') + 1)..]);
        await RefusedAsync(Failed, "63 features", ["--data", path]);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte")]
    [InlineData("t10k-images-idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte")]
    public async Task An_idx_file_that_is_cut_short(string name)
    {
        using var place = new Workplace();
        place.WriteIdx(training: 20, test: 10);
        byte[] content = File.ReadAllBytes(place[name]);
        File.WriteAllBytes(place[name], content[..^3]);
        await RefusedAsync(Failed, name, ["--data", place.Root]);
    }

    [Fact]
    public async Task An_idx_header_that_promises_terabytes()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 20, test: 10);
        File.WriteAllBytes(place["train-images-idx3-ubyte"], Workplace.Idx(new byte[784], 4_000_000_000, 28, 28));
        await RefusedAsync(Failed, "train-images-idx3-ubyte", ["--data", place.Root]);
    }

    [Fact]
    public async Task An_idx_file_with_a_label_that_is_no_class()
    {
        using var place = new Workplace();
        place.WriteIdx(training: 20, test: 10);
        byte[] labels = new byte[20];
        labels[13] = 200;
        File.WriteAllBytes(place["train-labels-idx1-ubyte"], Workplace.Idx(labels, 20));
        await RefusedAsync(Failed, "row 13 (counted from 0) is 200", ["--data", place.Root]);
    }

    [Fact]
    public async Task A_directory_without_the_files()
    {
        using var place = new Workplace();
        await RefusedAsync(Failed, "train-images", ["--data", place.Root]);
    }

    [Fact]
    public async Task A_json_file_that_cannot_be_written()
    {
        using var place = new Workplace();
        Outcome outcome = await RefusedAsync(Failed, "no directory", ["--json", place["missing/rows.json"]]);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task A_run_that_fails_leaves_an_old_json_file_as_it_was()
    {
        using var place = new Workplace();
        File.WriteAllText(place["rows.json"], "old");
        await RefusedAsync(Failed, "rows", ["--training", "5000", "--json", place["rows.json"]]);
        Assert.Equal("old", File.ReadAllText(place["rows.json"]));
        Assert.Single(Directory.GetFiles(place.Root));
    }

    private static async Task<Outcome> RefusedAsync(int code, string message, string[] arguments, Dictionary<string, string>? environment = null)
    {
        Outcome outcome = await Sample.RefusesAsync("Quickstart", code, message, environment ?? [], arguments);
        Assert.DoesNotContain("Ship the model", outcome.Output);
        return outcome;
    }
}
