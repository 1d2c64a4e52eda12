using System.Text.RegularExpressions;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Search;

/// <summary>A search whose trials somebody else trains comes to what it comes to by itself.</summary>
public sealed partial class CarriedTrialsTests
{
    static CarriedTrialsTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task The_journal_and_the_weights_have_the_bytes_of_a_search_in_this_process(int atATime)
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var (own, other) = (Path.Combine(folder.Root, "own.journal"), Path.Combine(folder.Root, "other.journal"));
        using var alone = await BayesianSmallNetwork.RunAsync(data, new SearchJournal(own), BayesianSmallNetwork.Settings with { TrialBatch = 3 });
        using var carried = await BayesianSmallNetwork.RunAsync(
            data, new SearchJournal(other), BayesianSmallNetwork.Settings with { TrialBatch = 3 }, carried: new CarriedTrials(ElsewhereAsync, atATime));
        Assert.Equal(Lines(own), Lines(other));
        Assert.Equal(alone.ValidationLoss, carried.ValidationLoss);
        Assert.Equal(alone.Model.Weights.data<float>().ToArray(), carried.Model.Weights.data<float>().ToArray());
        Assert.DoesNotContain(carried.Warnings, warning => warning.Contains("processors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_of_two_kinds_of_processors_are_told()
    {
        using var data = SmallData.Labelled();
        var carried = new CarriedTrials(
            async (specification, stop) => await ElsewhereAsync(specification, stop) with
            {
                Provenance = new TrialProvenance { Machine = new Dictionary<string, string> { ["processor"] = specification.Trial == 2 ? "one" : "another" } },
            },
            AtATime: 2);
        using var result = await RandomSmallNetwork.RunAsync(data, null, carried: carried);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("The trials ran on 2 kinds of processors (another; one)", StringComparison.Ordinal));
        Assert.All(result.Trials, trial => Assert.Null(trial.Provenance));
    }

    [Fact]
    public async Task The_record_of_another_trial_is_refused()
    {
        using var data = SmallData.Labelled();
        var carried = new CarriedTrials((specification, stop) => ElsewhereAsync(specification with { Trial = specification.Trial + 1 }, stop), AtATime: 1);
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => RandomSmallNetwork.RunAsync(data, null, carried: carried));
        Assert.StartsWith("What came back for trial 0 of ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_carries_them_ends_the_search_with_the_trials_that_were_finished()
    {
        using var data = SmallData.Labelled();
        var carried = new CarriedTrials((specification, stop) => specification.Trial < 2 ? ElsewhereAsync(specification, stop) : throw new HyperDslException("The ledger is gone."), AtATime: 1);
        using var result = await RandomSmallNetwork.RunAsync(data, null, carried: carried);
        Assert.Equal((RunEnding.Failed, 2), (result.Ending, result.Trials.Count));
        Assert.Contains("The ledger is gone.", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void None_at_a_time_is_refused() => Assert.Throws<HyperDslException>(() => new CarriedTrials(ElsewhereAsync, 0));

    // Through text, with rows of its own, and later ones first: as another process would.
    private static async Task<TrialRecord> ElsewhereAsync(TrialSpecification specification, CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5 * (8 - (specification.Trial % 8))), stop);
        using var data = SmallData.Labelled();
        var read = TrialSpecification.FromJson(specification.ToJson());
        var record = read.Experiment.EndsWith(nameof(BayesianSmallNetwork), StringComparison.Ordinal)
            ? await BayesianSmallNetwork.TrialAsync(read, data, stop)
            : await RandomSmallNetwork.TrialAsync(read, data, stop);
        return TrialRecord.FromJson(record.ToJson());
    }

    // Trials end in any order, and take what time they take.
    private static IEnumerable<string> Lines(string journal) =>
        File.ReadAllLines(journal).Select(line => Seconds().Replace(Checksum().Replace(line, ""), "")).Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(finished_)?seconds\":[^,}]+")]
    private static partial Regex Seconds();

    [GeneratedRegex(",\"sha256\":\"[0-9a-f]+\"")]
    private static partial Regex Checksum();
}
