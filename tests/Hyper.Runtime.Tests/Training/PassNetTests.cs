using System.Runtime.InteropServices;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Checkpoints;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Where nothing shields TorchSharp's numbers, a pass that an error of the library has ended is taken once more, bit for bit.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class PassNetTests : IDisposable
{
    static PassNetTests() => NativeBackend.EnsureLoaded();

    private readonly bool wasNeeded = PassNet.IsNeeded;

    public void Dispose()
    {
        PassNet.IsNeeded = wasNeeded;
        Chance.Begin();
    }

    [Theory]
    [InlineData("Joint")]
    [InlineData("DeltaSelfTuning")]
    [InlineData("Implicit")]
    [InlineData("Unrolled")]
    public async Task A_struck_run_ends_with_the_bytes_of_one_that_was_not(string algorithm)
    {
        PassNet.IsNeeded = true;
        Chance.Begin();
        using var whole = await RunAsync(algorithm);
        var expected = await ResumeCase.BytesOf(whole);
        Chance.Begin(3, 20, 55, 56 + 2, 70);
        using var struck = await RunAsync(algorithm);
        Assert.Equal(5, Chance.Strikes);
        Assert.Equal(expected, await ResumeCase.BytesOf(struck));
        Assert.Equal(0, whole.History[^1].Health!.PassesTakenAgain);
        Assert.InRange(struck.History[^1].Health!.PassesTakenAgain, 1, 5);

        // The net changes nothing, but for what it catches.
        PassNet.IsNeeded = false;
        Chance.Begin();
        using var without = await RunAsync(algorithm);
        Assert.Equal(expected, await ResumeCase.BytesOf(without));
    }

    [Fact]
    public async Task What_is_wrong_a_second_time_is_wrong()
    {
        PassNet.IsNeeded = true;
        Chance.Begin(20, 21);
        await Assert.ThrowsAsync<ExternalException>(() => RunAsync("Joint"));
        PassNet.IsNeeded = false;
        Chance.Begin(20);
        await Assert.ThrowsAsync<ExternalException>(() => RunAsync("Joint"));
    }

    [Fact]
    public async Task A_training_has_the_net_too()
    {
        using var data = SmallData.Labelled();
        PassNet.IsNeeded = true;
        Chance.Begin();
        using var whole = await TuneUnlucky.TrainAtAsync(new(), data);
        Chance.Begin(4, 11);
        using var struck = await TuneUnlucky.TrainAtAsync(new(), data);
        Assert.Equal(2, Chance.Strikes);
        Assert.Equal(whole.Model.Weights.data<float>().ToArray(), struck.Model.Weights.data<float>().ToArray());
    }

    private static async Task<ITuningResult> RunAsync(string algorithm)
    {
        using var data = SmallData.Labelled();
        return algorithm switch
        {
            "Joint" => await TuneUnlucky.RunAsync(data, TuneUnlucky.Settings with { Verify = false, HealthChecks = 2 }),
            "DeltaSelfTuning" => await DeltaSelfTuneUnlucky.RunAsync(data, DeltaSelfTuneUnlucky.Settings with { Verify = false, HealthChecks = 2 }),
            "Implicit" => await ImplicitUnlucky.RunAsync(data, ImplicitUnlucky.Settings with { Verify = false, HealthChecks = 2 }),
            _ => await UnrolledUnlucky.RunAsync(data, UnrolledUnlucky.Settings with { Verify = false, HealthChecks = 2 }),
        };
    }
}
