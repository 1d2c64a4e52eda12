using Xunit;

public sealed class ExperimentTests
{
    [Fact]
    public async Task A_tuned_model_is_better_than_a_guess_and_survives_a_file()
    {
        using var rows = Rows.Load();
        using var result = await Tune.RunAsync(rows, Tune.Settings with { Steps = 300 });
        var accuracy = result.Model.Accuracy(rows.Test!);
        Assert.InRange(accuracy, 0.6, 1);

        var path = Path.GetTempFileName();
        try
        {
            result.Model.Save(path);
            using var loaded = Classifier.Load(path);
            Assert.Equal(accuracy, loaded.Accuracy(rows.Test!));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
