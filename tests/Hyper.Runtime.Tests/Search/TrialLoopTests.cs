using Hyper.Runtime.Native;
using Hyper.Runtime.Search.Loops;
using Hyper.Runtime.Search.Plans;
using Hyper.Runtime.Search.Points;

namespace Hyper.Runtime.Tests.Search;

public sealed class TrialLoopTests
{
    static TrialLoopTests() => NativeBackend.EnsureLoaded();

    private static readonly RandomPlan hundred = new(new PointSequence(Sampling.Uniform, 1, 0), 100, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Records_come_in_the_order_of_their_proposals_whichever_ends_first(int degree)
    {
        var most = 0;
        var now = 0;
        var loop = new TrialLoop(RunAsync, degree, timeLimit: 0, TimeProvider.System);
        var records = (await loop.RunAsync(hundred, default)).Records;
        Assert.Equal(Enumerable.Range(0, 100), records.Select(record => record.Specification.Trial));
        Assert.InRange(most, 1, degree);

        async Task<TrialRecord> RunAsync(Proposal proposal, int number, CancellationToken stop)
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            for (var i = number % 7; i >= 0; i--)
            {
                await Task.Yield();
            }

            Interlocked.Decrement(ref now);
            return PlanRuns.Record(number, proposal.Point[0]);
        }
    }

    [Theory]
    [InlineData(2.5, 3)]
    [InlineData(1, 1)]
    [InlineData(0.001, 1)]
    [InlineData(0, 100)]
    public async Task No_trial_starts_after_the_time_limit_and_the_first_always_does(double limit, int trials)
    {
        var clock = new HandClock();
        var loop = new TrialLoop(RunAsync, degree: 1, limit, clock);
        var records = (await loop.RunAsync(hundred, default)).Records;
        Assert.Equal(trials, records.Count);
        Assert.Equal(Enumerable.Range(1, trials).Select(second => (double?)second), records.Select(record => record.FinishedSeconds));

        Task<TrialRecord> RunAsync(Proposal proposal, int number, CancellationToken stop)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(PlanRuns.Record(number, 0));
        }
    }

    [Fact]
    public async Task A_time_limit_in_the_middle_of_a_rung_ends_the_search_there()
    {
        var clock = new HandClock();
        var plan = new HalvingPlan(new PointSequence(Sampling.Uniform, 1, 0), Bracket.Hyperband(9, 1, 3));
        var loop = new TrialLoop(
            (_, number, _) =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(PlanRuns.Record(number, number));
            },
            degree: 1,
            timeLimit: 11,
            clock);
        Assert.Equal(11, (await loop.RunAsync(plan, default)).Records.Count);
    }

    [Fact]
    public async Task A_trial_that_cannot_run_stops_the_others_and_is_reported()
    {
        var started = 0;
        var loop = new TrialLoop(RunAsync, degree: 2, timeLimit: 0, TimeProvider.System);
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => loop.RunAsync(hundred, default));
        Assert.Equal("no such device", problem.Message);
        Assert.Equal(2, started);

        async Task<TrialRecord> RunAsync(Proposal proposal, int number, CancellationToken stop)
        {
            Interlocked.Increment(ref started);
            if (number == 0)
            {
                while (Volatile.Read(ref started) < 2)
                {
                    await Task.Yield();
                }

                throw new HyperDslException("no such device");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return PlanRuns.Record(number, 0);
        }
    }

    [Fact]
    public async Task Reports_come_one_at_a_time_and_count_the_trials()
    {
        var counts = new List<int>();
        var loop = new TrialLoop((_, number, _) => Task.FromResult(PlanRuns.Record(number, 0)), degree: 4, timeLimit: 0, TimeProvider.System)
        {
            Report = (_, done) => counts.Add(done),
        };
        await loop.RunAsync(hundred, default);
        Assert.Equal(Enumerable.Range(1, 100), counts);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private sealed class HandClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
