using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Search.Loops;

namespace Hyper.Runtime.Tests.Search;

/// <summary>Trials for which memory does not suffice beside others are taken again, with fewer at a time.</summary>
public sealed class TrialRoomTests
{
    [Fact]
    public async Task Trials_without_room_run_again_with_fewer_beside_them()
    {
        var (active, most, failures) = (0, 0, 0);
        var allStarted = new TaskCompletionSource();
        var attempts = new int[8];
        var gate = new Lock();
        var loop = new TrialLoop(RunAsync, degree: 3, timeLimit: 0, TimeProvider.System);
        var outcome = await loop.RunAsync(new Eight(), default);
        Assert.Equal(RunEnding.Completed, outcome.Ending);
        Assert.Equal(Enumerable.Range(0, 8), outcome.Records.Select(record => record.Specification.Trial));
        Assert.All(outcome.Records, record => Assert.Equal(TrialStatus.Completed, record.Status));
        Assert.Equal((3, 2), (most, failures));
        Assert.Equal([1, 2, 2, 1, 1, 1, 1, 1], attempts);

        async Task<TrialRecord> RunAsync(Proposal proposal, int number, CancellationToken stop)
        {
            lock (gate)
            {
                attempts[number]++;
                most = Math.Max(most, ++active);
                if (active == 3)
                {
                    allStarted.TrySetResult();
                }
            }

            await allStarted.Task;
            lock (gate)
            {
                // Two of the first three find no room.
                var hasRoom = number == 0 || attempts[number] > 1 || number > 2;
                active--;
                failures += hasRoom ? 0 : 1;
                return hasRoom ? Record(number, TrialStatus.Completed) : throw new NoRoomException(Record(number, TrialStatus.Failed), new OutOfMemoryException());
            }
        }
    }

    [Fact]
    public async Task A_trial_that_has_no_room_alone_has_failed_and_the_others_go_on()
    {
        var loop = new TrialLoop(
            (_, number, _) => number == 3
                ? Task.FromException<TrialRecord>(new NoRoomException(Record(number, TrialStatus.Failed), new OutOfMemoryException()))
                : Task.FromResult(Record(number, TrialStatus.Completed)),
            degree: 2,
            timeLimit: 0,
            TimeProvider.System);
        var outcome = await loop.RunAsync(new Eight(), default);
        Assert.Equal(RunEnding.Completed, outcome.Ending);
        Assert.Equal([3], outcome.Records.Where(record => record.Status == TrialStatus.Failed).Select(record => record.Specification.Trial));
        Assert.Equal(8, outcome.Records.Count);
    }

    [Theory]
    [InlineData(1_000_000, 0, 100_000_000, 6)] // Four copies of a million numbers of four bytes.
    [InlineData(1_000_000, 4_000_000, 100_000_000, 3)]
    [InlineData(1_000_000, 0, 1_000, 1)]
    public void As_many_run_at_a_time_as_have_room(long weights, long data, long available, int expected) =>
        Assert.Equal(expected, MemoryForecast.OfTraining(weights, data, TorchSharp.torch.ScalarType.Float32).TimesIn(available));

    private static TrialRecord Record(int number, TrialStatus status) => new()
    {
        Specification = new TrialSpecification { Experiment = "", Trial = number, Hyperparameters = new Dictionary<string, IReadOnlyList<double>>(), Settings = new() },
        Status = status,
        ValidationLoss = status == TrialStatus.Completed ? number : null,
    };

    private sealed class Eight : ITrialPlan
    {
        public int Planned => 8;

        public IEnumerable<IEnumerable<Proposal>> Rounds(IReadOnlyList<TrialRecord> records) => [Enumerable.Range(0, 8).Select(i => new Proposal([i], 1))];
    }
}
