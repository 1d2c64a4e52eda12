using System.Threading.Tasks;
using Hyper.Runtime.Data;
using Models;
using Xunit;

public class HiddenTests
{
    [Fact]
    public async Task An_internal_model_is_tuned()
    {
        using var digits = Digits.Load();
        using var data = DataSplits.Random(digits, seed: 1, training: 100, validation: 100, test: 100);
        using var result = await TuneHidden.RunAsync(data);
        Assert.InRange(result.Hyperparameters.Dropout, 0, 0.9);
    }
}
