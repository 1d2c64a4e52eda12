using Hyper.App.Carrying;
using Hyper.Cluster.Units;
using Hyper.Runtime;
using Hyper.Runtime.Search.Trials;

namespace Hyper.Cluster.Clients;

/// <summary>The trials of a search as units of a study: the number of a trial is that of its unit.</summary>
internal sealed class CarriedSearch : ICarriage
{
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(5);

    private readonly StudyClient study;
    private readonly string program;
    private readonly CarriageOrder order;
    private readonly IAsyncDisposable connection;

    /// <param name="study">The study; it is cancelled when the search is over.</param>
    /// <param name="program">The program that trains.</param>
    /// <param name="order">The search.</param>
    /// <param name="atATime">Trials under way at a time.</param>
    /// <param name="connection">The ledger; it is disposed of when the search is over.</param>
    public CarriedSearch(StudyClient study, string program, CarriageOrder order, int atATime, IAsyncDisposable connection)
    {
        (this.study, this.program, this.order, this.connection) = (study, program, order, connection);
        Trials = new CarriedTrials(RunAsync, atATime);
    }

    /// <inheritdoc/>
    public CarriedTrials Trials { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Nobody waits for what is still open.
            using var soon = new CancellationTokenSource(farewell);
            await study.CancelAsync(soon.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is HyperDslException or OperationCanceledException)
        {
            // The ledger is away: what is open is trained for nothing.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<TrialRecord> RunAsync(TrialSpecification specification, CancellationToken stop)
    {
        var needs = order.Requires is { } required ? Resources.Of(required) : new Resources(1, 0, 0);
        List<PlannedUnit> unit = [new PlannedUnit(specification.Trial, order.TextOf(specification), needs)];
        UnitOutcome? outcome = null;
        while (outcome is null)
        {
            // Handed in again and again: a ledger that has lost the last second before it died, or all that it had, has it again so.
            await study.SubmitAsync(program, unit, isLast: false, stop).ConfigureAwait(false);
            outcome = await study.PollAsync(specification.Trial, stop).ConfigureAwait(false);
        }

        return outcome switch
        {
            { Record: { } record } => TrialRecord.FromJson(record),

            // At other hyperparameters it may well go on: memory suffices, or the library does not crash.
            { Died: true } => new TrialRecord { Specification = specification, Status = TrialStatus.Failed, Failure = outcome.Failure },
            _ => throw new HyperDslException(FormattableString.Invariant($"Trial {specification.Trial} cannot be trained: {outcome.Failure}")),
        };
    }
}
