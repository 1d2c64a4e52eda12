using Hyper.Cluster.Ledger;
using Hyper.Cluster.Tests.Support;
using Hyper.Cluster.Units;
using Microsoft.Extensions.Time.Testing;

namespace Hyper.Cluster.Tests.Ledger;

public sealed class StudyBookTests
{
    private static readonly Resources large = new(8, 8_000, 2);

    private readonly FakeTimeProvider clock = new();
    private readonly MemoryStore store = new();


    private LedgerTerms Terms => new() { Clock = clock, Lease = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Units_are_leased_in_the_order_of_their_numbers_and_once()
    {
        var book = await OpenAsync(5);
        Assert.Equal([0, 1], Numbers(await book.LeaseAsync("a", large, 2)));
        Assert.Equal([2, 3, 4], Numbers(await book.LeaseAsync("b", large, 9)));
        Assert.Empty(await book.LeaseAsync("c", large, 9));
    }

    [Fact]
    public async Task A_worker_gets_what_it_has_room_for()
    {
        var book = new StudyBook("s", store, Terms);
        await book.OpenAsync();
        await book.SubmitAsync("p", [new(0, "zero", new(4, 0, 1)), new(1, "one", new(1, 6_000, 0)), new(2, "two", new(1, 6_000, 0)), new(3, "three", new(1, 0, 0))], isLast: true);
        Assert.Equal([3], Numbers(await book.LeaseAsync("small", new(2, 1_000, 0), 9)));
        Assert.Equal([0, 1], Numbers(await book.LeaseAsync("large", new(5, 8_000, 1), 9)));
        Assert.Equal([2], Numbers(await book.LeaseAsync("other", new(1, 6_000, 0), 9)));
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_ends_and_its_late_result_is_refused()
    {
        var book = await OpenAsync(1);
        var first = Assert.Single(await book.LeaseAsync("a", large, 1));
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await book.LeaseAsync("b", large, 1));
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = Assert.Single(await book.LeaseAsync("b", large, 1));
        Assert.Equal((1, 2), (first.Attempt, second.Attempt));

        Assert.Equal(EndAnswer.Refused, await book.CompleteAsync(0, first.Attempt, "late"));
        Assert.Equal([RenewalAnswer.Lost], book.Renew([new(0, first.Attempt, null)]));
        Assert.Equal(EndAnswer.Refused, await book.FailAsync(0, first.Attempt, AttemptEnd.Died, "late"));
        Assert.Equal(EndAnswer.Taken, await book.CompleteAsync(0, second.Attempt, "right"));
        Assert.Equal("right", Assert.Single(await book.OutcomesAsync([0])).Record);
        Assert.Equal((AttemptEnd.Expired, "a"), (book.AttemptsAt(0)![0].End, book.AttemptsAt(0)![0].Worker));
    }

    [Fact]
    public async Task A_result_of_an_attempt_that_has_expired_is_refused_also_while_nobody_else_has_the_unit()
    {
        var book = await OpenAsync(1);
        await book.LeaseAsync("a", large, 1);
        clock.Advance(TimeSpan.FromSeconds(30));
        await book.ExpireAsync();
        Assert.Equal(EndAnswer.Refused, await book.CompleteAsync(0, 1, "late"));
        Assert.Equal([RenewalAnswer.Lost], book.Renew([new(0, 1, null)]));
    }

    [Fact]
    public async Task A_renewal_prolongs_without_a_write_and_brings_progress()
    {
        var book = await OpenAsync(1);
        await book.LeaseAsync("a", large, 1);
        var writes = store.Writes;
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            Assert.Equal([RenewalAnswer.Renewed], book.Renew([new(0, 1, i == 0 ? "step 1" : null)]));
            await book.ExpireAsync();
        }

        Assert.Equal(writes, store.Writes);
        Assert.Equal(new LeasedUnit(0, 1, "a", "step 1"), Assert.Single(book.Status()!.Now));
    }

    [Fact]
    public async Task A_result_that_comes_in_twice_is_taken_once()
    {
        var book = await OpenAsync(1);
        await book.LeaseAsync("a", large, 1);
        Assert.Equal(EndAnswer.Taken, await book.CompleteAsync(0, 1, "one"));
        var writes = store.Writes;
        Assert.Equal(EndAnswer.TakenBefore, await book.CompleteAsync(0, 1, "two"));
        Assert.Equal(writes, store.Writes);
        Assert.Equal("one", Assert.Single(await book.OutcomesAsync([0])).Record);
    }

    [Fact]
    public async Task After_three_deaths_a_unit_has_failed_and_others_go_on()
    {
        var book = await OpenAsync(2);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await book.LeaseAsync("a", large, 1))[0].Attempt);
            Assert.Equal(EndAnswer.Taken, await book.FailAsync(0, attempt, AttemptEnd.Died, $"signal {attempt}"));
            Assert.Equal(EndAnswer.TakenBefore, attempt < 3 ? await book.FailAsync(0, attempt, AttemptEnd.Died, "again") : EndAnswer.TakenBefore);
        }

        var outcome = Assert.Single(await book.OutcomesAsync([0, 1]));
        Assert.Equal((UnitState.Failed, true), (outcome.State, outcome.Died));
        Assert.Contains("signal 3", outcome.Failure, StringComparison.Ordinal);
        Assert.Equal([1], Numbers(await book.LeaseAsync("a", large, 9)));
    }

    [Fact]
    public async Task What_is_given_back_is_no_death_and_what_is_refused_is_not_tried_again()
    {
        var book = await OpenAsync(1);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await book.LeaseAsync("a", large, 1);
            await book.FailAsync(0, attempt, AttemptEnd.GivenBack, "stopped");
        }

        await book.LeaseAsync("a", large, 1);
        await book.FailAsync(0, 6, AttemptEnd.Refused, "error: no such experiment");
        var outcome = Assert.Single(await book.OutcomesAsync([0]));
        Assert.Equal((UnitState.Failed, false, "error: no such experiment"), (outcome.State, outcome.Died, outcome.Failure));
        Assert.True(book.IsOver);
    }

    [Fact]
    public async Task Who_has_a_cancelled_unit_hears_of_it()
    {
        var book = await OpenAsync(3);
        await book.LeaseAsync("a", large, 2);
        await book.CompleteAsync(0, 1, "done");
        await book.CancelAsync();
        Assert.Equal([RenewalAnswer.Lost, RenewalAnswer.Cancelled], book.Renew([new(0, 1, null), new(1, 1, null)]));
        Assert.Equal(EndAnswer.Refused, await book.CompleteAsync(1, 1, "late"));
        Assert.Empty(await book.LeaseAsync("b", large, 9));
        Assert.Equal([UnitState.Done, UnitState.Cancelled, UnitState.Cancelled], (await book.OutcomesAsync([0, 1, 2])).Select(outcome => outcome.State));
        Assert.Contains("was cancelled", await book.SubmitAsync("p", [new(7, "new", default)], isLast: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_are_added_once_and_others_of_the_same_number_refused()
    {
        var book = await OpenAsync(2, isLast: false);
        Assert.Null(await book.SubmitAsync("p", [Unit(1), Unit(2)], isLast: false));
        Assert.Equal(3, book.Status()!.Units());
        Assert.Contains("has unit 2 with another specification", await book.SubmitAsync("p", [new(2, "other", new(1, 0, 0))], isLast: false), StringComparison.Ordinal);
        Assert.Contains("of the program 'p'", await book.SubmitAsync("q", [Unit(3)], isLast: false), StringComparison.Ordinal);
        Assert.Contains("handed in twice", await book.SubmitAsync("p", [Unit(4), Unit(4)], isLast: false), StringComparison.Ordinal);
        Assert.Equal(3, book.Status()!.Units());
        Assert.True(book.Status()!.IsOpen);
        Assert.Null(await book.SubmitAsync("p", [], isLast: true));
        Assert.False(book.Status()!.IsOpen);
    }

    [Fact]
    public async Task A_book_that_is_opened_again_has_what_was_told_and_leases_have_their_whole_time()
    {
        var book = await OpenAsync(5);
        await book.LeaseAsync("a", large, 4);
        await book.CompleteAsync(0, 1, "done");
        await book.FailAsync(1, 1, AttemptEnd.Refused, "no");
        await book.FailAsync(2, 1, AttemptEnd.Died, "signal 9");
        clock.Advance(TimeSpan.FromSeconds(25));

        var again = new StudyBook("s", store, Terms);
        await again.OpenAsync();
        var status = again.Status()!;
        Assert.Equal((2, 1, 1, 1, 2), (status.Waiting, status.Leased, status.Done, status.Failed, status.LostAttempts));
        clock.Advance(TimeSpan.FromSeconds(25));
        await again.ExpireAsync();
        Assert.Equal([RenewalAnswer.Renewed], again.Renew([new(3, 1, null)]));
        Assert.Equal(EndAnswer.TakenBefore, await again.CompleteAsync(0, 1, "twice"));
        Assert.Equal([(2, 2), (4, 1)], (await again.LeaseAsync("b", large, 9)).Select(lease => (lease.Number, lease.Attempt)));
    }

    [Theory]
    [InlineData("course")]
    [InlineData("header")]
    [InlineData("lot")]
    public async Task What_cannot_be_written_has_not_happened(string what)
    {
        var book = await OpenAsync(3);
        store.Fails = written => written == what;
        if (what == "course")
        {
            await Assert.ThrowsAsync<IOException>(() => book.LeaseAsync("a", large, 2));
        }
        else
        {
            await Assert.ThrowsAsync<IOException>(() => book.SubmitAsync("p", [Unit(9)], isLast: false));
        }

        store.Fails = _ => false;
        var again = new StudyBook("s", store, Terms);
        await again.OpenAsync();
        Assert.Equal((3, 3), (again.Status()!.Waiting, again.Status()!.Units()));
        Assert.Null(await again.SubmitAsync("p", [Unit(9)], isLast: true));
        Assert.Equal([0, 1, 2, 9], Numbers(await again.LeaseAsync("a", large, 9)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_dies_and_whenever_each_unit_has_one_record_in_the_end(int seed)
    {
        const int count = 60;
        var random = new Random(seed);
        var book = await ReopenAsync();
        await book.SubmitAsync("p", [.. Enumerable.Range(0, count).Select(Unit)], isLast: true);
        var held = new List<UnitLease>();
        var (told, untold) = (new Dictionary<int, string>(), new Dictionary<int, List<string>>());
        var turns = 0;
        for (; turns < 50_000 && book.Status()!.Done < count; turns++)
        {
            store.Fails = _ => random.Next(40) == 0;
            store.FailsAfterwards = _ => random.Next(12) == 0;
            var lease = held.Count > 0 ? held[random.Next(held.Count)] : null;
            try
            {
                switch (random.Next(7))
                {
                    case 0 or 1:
                        held.AddRange(await book.LeaseAsync($"w{random.Next(8)}", large, random.Next(1, 4)));
                        break;
                    case 2 or 3 when lease is not null:
                        // Also what was lost long ago, and what was told before.
                        var record = $"{lease.Number} by {lease.Attempt}, {turns}";
                        untold.TryAdd(lease.Number, []);
                        untold[lease.Number].Add(record);
                        var answer = await book.CompleteAsync(lease.Number, lease.Attempt, record);
                        untold[lease.Number].Remove(record);
                        if (answer == EndAnswer.Taken)
                        {
                            Assert.True(told.TryAdd(lease.Number, record), $"{lease.Number} was taken twice");
                        }

                        break;
                    case 4 when lease is not null:
                        await book.FailAsync(lease.Number, lease.Attempt, AttemptEnd.GivenBack, "");
                        break;
                    case 5:
                        clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
                        book.Renew([.. held.TakeLast(5).Select(one => new UnitRenewal(one.Number, one.Attempt, null))]);
                        break;
                    case 6 when random.Next(5) == 0:
                        book = await ReopenAsync();
                        break;
                }
            }
            catch (IOException)
            {
                // As the grain does: whether it was written is not known.
                book = await ReopenAsync();
            }
        }

        store.Fails = store.FailsAfterwards = _ => false;
        Assert.Equal(count, book.Status()!.Units());
        var outcomes = await book.OutcomesAsync([.. Enumerable.Range(0, count)]);
        Assert.Equal(count, outcomes.Count);

        // What somebody was told of is what is there; what nobody was told of was handed in, at least.
        Assert.All(outcomes, outcome => Assert.True(
            told.TryGetValue(outcome.Number, out var known) ? known == outcome.Record : untold[outcome.Number].Contains(outcome.Record!), $"{outcome.Number}: {outcome.Record}"));
        Assert.True(told.Count < count, "No record was written without its worker being told: the storage never failed where it matters.");

        async Task<StudyBook> ReopenAsync()
        {
            var opened = new StudyBook("s", store, Terms with { Deaths = int.MaxValue });
            await opened.OpenAsync();
            return opened;
        }
    }

    private static PlannedUnit Unit(int number) => new(number, $"unit {number}", new Resources(1, 0, 0));

    private static IEnumerable<int> Numbers(IEnumerable<UnitLease> leases) => leases.Select(lease => lease.Number);

    private async Task<StudyBook> OpenAsync(int units, bool isLast = true)
    {
        var book = new StudyBook("s", store, Terms);
        await book.OpenAsync();
        Assert.Null(await book.SubmitAsync("p", [.. Enumerable.Range(0, units).Select(Unit)], isLast));
        return book;
    }
}
