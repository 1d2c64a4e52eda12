using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Trials of models with shared modules, which draw from the library's own generator: nobody else may meanwhile.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SharedModuleSearchTests
{
    static SharedModuleSearchTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task Shared_modules_are_trained_one_trial_at_a_time_and_alike()
    {
        using var data = SmallData.Labelled();
        using var first = await RandomStem.RunAsync(data, RandomStem.Settings with { Parallelism = 1 });
        using var second = await RandomStem.RunAsync(data, RandomStem.Settings with { Parallelism = 4 });
        Assert.Equal(first.Trials.Select(trial => trial.ValidationLoss), second.Trials.Select(trial => trial.ValidationLoss));
    }
}
