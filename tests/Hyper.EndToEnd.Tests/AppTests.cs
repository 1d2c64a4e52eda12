namespace Hyper.EndToEnd.Tests;

public class AppTests
{
    [Fact]
    public async Task The_sample_runs_keeps_and_answers()
    {
        using var place = new Workplace();
        Outcome list = await Sample.RunInAsync(place, "App", "list");
        Assert.True(list.Code == 0, list.ToString());
        Assert.Contains("TunedDigits.TuneDigits", list.Output, StringComparison.Ordinal);

        Outcome run = await Sample.RunInAsync(place, "App", "run", "TuneDigits", "--steps", "200", "--out", "run", "--no-report");
        Assert.True(run.Code == 0, run.ToString());
        Assert.Contains("validation loss", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place["run"], "model.safetensors")));

        await File.WriteAllTextAsync(place["rows.csv"], string.Join(',', Enumerable.Repeat("0.5", 64)) + "\n");
        Outcome answers = await Sample.RunInAsync(place, "App", "predict", "run", "--data", "rows.csv", "--out", "answers.csv");
        Assert.True(answers.Code == 0, answers.ToString());
        Assert.Equal(10, (await File.ReadAllLinesAsync(place["answers.csv"]))[1].Split(',').Length);

        Outcome wrong = await Sample.RunInAsync(place, "App", "run", "TuneDigit");
        Assert.Equal(1, wrong.Code);
        Assert.StartsWith("error: There is no experiment named 'TuneDigit'.", wrong.Error, StringComparison.Ordinal);
    }
}
