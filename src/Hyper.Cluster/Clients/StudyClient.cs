using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;
using Hyper.Runtime;

namespace Hyper.Cluster.Clients;

/// <summary>A study, for whoever plans it: hands units in, and waits for what comes of them. A ledger that is away for a while is waited for.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="study">The study's name.</param>
public sealed class StudyClient(IGrainFactory ledger, string study)
{
    // Units that are handed in with one call: a message has a size, and a call a time.
    private const int Lot = 500;

    private static readonly TimeSpan poll = TimeSpan.FromSeconds(5);

    /// <summary>How long a ledger that does not answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The study's name.</summary>
    public string Study => study;

    private IStudyGrain Grain => ledger.GetGrain<IStudyGrain>(study);

    /// <summary>Hands units in. Those that the study has are not added again.</summary>
    /// <param name="program">The program that runs them.</param>
    /// <param name="units">The units.</param>
    /// <param name="isLast">Whether no more come.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HyperDslException">The study has others, or the ledger does not answer.</exception>
    public async Task SubmitAsync(string program, IReadOnlyList<PlannedUnit> units, bool isLast, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(units);
        PlannedUnit[][] lots = units.Count == 0 ? [[]] : [.. units.Chunk(Lot)];
        foreach (var (index, lot) in lots.Index())
        {
            if (await CallAsync(() => Grain.SubmitAsync(program, lot, isLast && index == lots.Length - 1), cancellation).ConfigureAwait(false) is { } problem)
            {
                throw new HyperDslException(problem);
            }
        }
    }

    /// <summary>Waits a few seconds for a unit; null where it is not over by then.</summary>
    public async Task<UnitOutcome?> PollAsync(int number, CancellationToken cancellation = default) =>
        await CallAsync(() => Grain.OutcomesAsync([number], poll), cancellation).ConfigureAwait(false) is [var outcome, ..] ? outcome : null;

    /// <summary>Waits until units are over, and gives each as soon as it is.</summary>
    public async IAsyncEnumerable<UnitOutcome> WaitAsync(IEnumerable<int> numbers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var left = new SortedSet<int>(numbers);
        while (left.Count > 0)
        {
            List<int> first = [.. left.Take(Lot)];
            foreach (var outcome in await CallAsync(() => Grain.OutcomesAsync(first, poll), cancellation).ConfigureAwait(false))
            {
                left.Remove(outcome.Number);
                yield return outcome;
            }
        }
    }

    /// <summary>Ends every unit that is open.</summary>
    public Task CancelAsync(CancellationToken cancellation = default) => CallAsync(
        async () =>
        {
            await Grain.CancelAsync().ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>How far it is; null where there is no such study.</summary>
    public Task<StudyStatus?> StatusAsync(CancellationToken cancellation = default) => CallAsync(Grain.StatusAsync, cancellation);

    /// <summary>The numbers of its units.</summary>
    public Task<IReadOnlyList<int>> NumbersAsync(CancellationToken cancellation = default) => CallAsync(Grain.NumbersAsync, cancellation);

    /// <summary>The attempts at a unit that ended without a record; null where there is no such unit.</summary>
    public Task<IReadOnlyList<UnitAttempt>?> AttemptsAsync(int number, CancellationToken cancellation = default) => CallAsync(() => Grain.AttemptsAsync(number), cancellation);

    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await Workers.Patience.CallAsync(call, Patience, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
    }
}
