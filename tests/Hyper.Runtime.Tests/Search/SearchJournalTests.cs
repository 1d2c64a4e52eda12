using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Search;

/// <summary>A search that is interrupted, however often, comes to what one comes to that is not.</summary>
public sealed class SearchJournalTests
{
    static SearchJournalTests() => NativeBackend.EnsureLoaded();

    public static TheoryData<string> Searches => [nameof(RandomSmallNetwork), nameof(GridSmallNetwork), nameof(BayesianSmallNetwork), nameof(HalveSmallNetwork), nameof(HyperbandSmallNetwork)];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task An_interrupted_search_goes_on_to_the_same_bits(string search)
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        using var whole = await RunAsync(search, data, null);
        var journal = new SearchJournal(Path.Combine(folder.Root, "search.journal"));
        foreach (var after in (int[])[1, 2])
        {
            using var cancellation = new CancellationTokenSource();
            using var part = await RunAsync(search, data, journal, new After(after, cancellation.Cancel), cancellation.Token);
            Assert.Equal(RunEnding.Cancelled, part.Ending);
        }

        using var resumed = await RunAsync(search, data, journal);
        Same(whole, resumed);

        // And once more, when there is nothing left to do.
        using var again = await RunAsync(search, data, journal);
        Same(whole, again);
    }

    [Fact]
    public async Task A_line_that_a_kill_has_cut_short_is_a_trial_to_take_again()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "search.journal");
        using var whole = await RandomSmallNetwork.RunAsync(data, new SearchJournal(path));
        var bytes = File.ReadAllBytes(path);
        foreach (var kept in (int[])[bytes.Length - 1, bytes.Length - 40, Array.IndexOf(bytes, (byte)'\n') + 1, Array.IndexOf(bytes, (byte)'\n') - 5, 0])
        {
            File.WriteAllBytes(path, bytes[..kept]);
            using var resumed = await RandomSmallNetwork.RunAsync(data, new SearchJournal(path));
            Same(whole, resumed);
            Assert.Equal(7, File.ReadAllLines(path).Length);
        }
    }

    [Fact]
    public async Task A_journal_of_another_search_is_refused_with_the_difference()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var journal = new SearchJournal(Path.Combine(folder.Root, "search.journal"));
        using var whole = await RandomSmallNetwork.RunAsync(data, journal);
        await Refused(RandomSmallNetwork.RunAsync(data, journal, RandomSmallNetwork.Settings with { Seed = 4 }), "settings.seed is 3 in the journal and 4 in this search");
        await Refused(RandomSmallNetwork.RunAsync(data, journal, RandomSmallNetwork.Settings with { Steps = 31 }), "settings.steps is 30 in the journal and 31");
        await Refused(GridSmallNetwork.RunAsync(data, journal), "experiment is \"Hyper.Runtime.Tests.Models.RandomSmallNetwork\" in the journal");
        using var fewer = new DataSplits(data.Training.Slice(0, 59), data.Validation.Slice(0, 40));
        await Refused(RandomSmallNetwork.RunAsync(fewer, journal), "rows is");

        // More trials, or more of them at a time, are the same search.
        using var more = await RandomSmallNetwork.RunAsync(data, journal, RandomSmallNetwork.Settings with { Trials = 8, Parallelism = 2 });
        Assert.Equal(whole.Trials.Select(trial => trial.ValidationLoss), more.Trials.Take(6).Select(trial => trial.ValidationLoss));
        Assert.Equal(8, more.Trials.Count);

        static async Task Refused(Task search, string what)
        {
            var problem = await Assert.ThrowsAsync<HyperDslException>(() => search);
            Assert.Contains("is that of another search", problem.Message, StringComparison.Ordinal);
            Assert.Contains(what, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_journal_that_is_open_elsewhere_or_cannot_be_opened_is_refused()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "search.journal");
        using (new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("cannot be opened", (await Assert.ThrowsAsync<HyperDslException>(() => RandomSmallNetwork.RunAsync(data, new SearchJournal(path)))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("cannot be opened", (await Assert.ThrowsAsync<HyperDslException>(() => RandomSmallNetwork.RunAsync(data, new SearchJournal(Path.Combine(folder.Root, "none", "search.journal"))))).Message, StringComparison.Ordinal);
        Assert.Throws<HyperDslException>(() => new SearchJournal(" "));
    }

    /// <summary>Whatever becomes of a file: it is read as it was, what is missing is done again, or it is refused.</summary>
    [Fact]
    public async Task A_thousand_damaged_journals_are_read_or_refused()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "search.journal");
        using var whole = await RandomSmallNetwork.RunAsync(data, new SearchJournal(path));
        var bytes = File.ReadAllBytes(path);
        var header = JournalHeader.Of("Hyper.Runtime.Tests.Models.RandomSmallNetwork", "Random, Uniform, Matern52", SmallNetwork.Hyperparameters.Space, data, RandomSmallNetwork.Settings);
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < Thorough.Times(1_000, 10_000); seed++)
        {
            File.WriteAllBytes(path, Damaged(bytes, new Random(seed)));
            try
            {
                using var journal = JournalFile.Open(path, header);
                foreach (var trial in whole.Trials)
                {
                    // What it says of a trial is what was written.
                    var record = journal.Find(trial.Specification);
                    Assert.True(record is null || record.ValidationLoss == trial.ValidationLoss);
                }

                read++;
            }
            catch (HyperDslException)
            {
                refused++;
            }
        }

        Assert.Equal(Thorough.Times(1_000, 10_000), read + refused);
        Assert.InRange(read, 1, Thorough.Times(1_000, 10_000) - 1);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var edits = 1 + random.Next(3); edits > 0; edits--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(6))
            {
                case 0: damaged[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: damaged.RemoveRange(at, Math.Min(damaged.Count - at - 1, random.Next(1, 200))); break;
                case 2: damaged.RemoveRange(at, damaged.Count - at); damaged.Add((byte)'{'); break;
                case 3: damaged.InsertRange(at, damaged.Slice(0, Math.Min(damaged.Count, random.Next(1, 500)))); break;
                case 4: damaged.Insert(at, (byte)'\n'); break;
                default: damaged.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(1, 5_000))); break;
            }
        }

        return [.. damaged];
    }

    private static void Same(SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters> one, SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters> other)
    {
        Assert.Equal(RunEnding.Completed, other.Ending);
        Assert.Equal(one.Trials.Select(trial => trial.ValidationLoss), other.Trials.Select(trial => trial.ValidationLoss));
        Assert.Equal(one.Trials.SelectMany(Values), other.Trials.SelectMany(Values));
        Assert.Equal(one.Best.Specification.Trial, other.Best.Specification.Trial);
        Assert.Equal(one.ValidationLoss, other.ValidationLoss);
        Assert.Equal(one.Model.Weights.data<float>().ToArray(), other.Model.Weights.data<float>().ToArray());
    }

    private static IEnumerable<double> Values(TrialRecord trial) => trial.Specification.Hyperparameters.SelectMany(pair => pair.Value);

    private static async Task<SearchResult<SmallNetwork.Trained, SmallNetwork.Hyperparameters>> RunAsync(
        string search, DataSplits data, SearchJournal? journal, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default) => (search, journal) switch
        {
            (nameof(GridSmallNetwork), null) => await GridSmallNetwork.RunAsync(data, progress, cancellation),
            (nameof(BayesianSmallNetwork), null) => await BayesianSmallNetwork.RunAsync(data, progress, cancellation),
            (nameof(HalveSmallNetwork), null) => await HalveSmallNetwork.RunAsync(data, progress, cancellation),
            (nameof(HyperbandSmallNetwork), null) => await HyperbandSmallNetwork.RunAsync(data, progress, cancellation),
            (_, null) => await RandomSmallNetwork.RunAsync(data, progress, cancellation),
            (nameof(GridSmallNetwork), var kept) => await GridSmallNetwork.RunAsync(data, kept, null, progress, cancellation),
            (nameof(BayesianSmallNetwork), var kept) => await BayesianSmallNetwork.RunAsync(data, kept, null, progress, cancellation),
            (nameof(HalveSmallNetwork), var kept) => await HalveSmallNetwork.RunAsync(data, kept, null, progress, cancellation),
            (nameof(HyperbandSmallNetwork), var kept) => await HyperbandSmallNetwork.RunAsync(data, kept, null, progress, cancellation),
            (_, var kept) => await RandomSmallNetwork.RunAsync(data, kept, null, progress, cancellation),
        };
}
