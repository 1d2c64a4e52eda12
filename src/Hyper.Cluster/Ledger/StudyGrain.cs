using Hyper.Cluster.Units;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Hyper.Cluster.Ledger;

/// <summary>A study as a grain: the book, with reminders, and opened anew where the storage did not do what it was told.</summary>
internal sealed class StudyGrain : Grain, IStudyGrain, IRemindable
{
    private const string Expiry = "expiry";

    // Orleans' least.
    private static readonly TimeSpan remindersEvery = TimeSpan.FromMinutes(1);

    private readonly StudyBook book;
    private readonly LedgerTerms terms;
    private IGrainReminder? reminder;
    private bool indexKnowsItIsOver;

    public StudyGrain(LedgerTerms terms, [FromKeyedServices(LedgerTerms.Storage)] IGrainStorage storage)
    {
        this.terms = terms;
        book = new StudyBook(this.GetPrimaryKeyString(), new GrainStudyStore(storage, this.GetPrimaryKeyString()), terms);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await book.OpenAsync().ConfigureAwait(true);

        // While the grain is in memory leases need not wait for the reminder.
        this.RegisterGrainTimer(() => DoAsync(book.ExpireAsync), new GrainTimerCreationOptions(terms.Lease / 3, terms.Lease / 3));
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => DoAsync(async () =>
    {
        await book.ExpireAsync().ConfigureAwait(true);
        await RemindAsync().ConfigureAwait(true);
    });

    /// <inheritdoc/>
    public Task<string?> SubmitAsync(string program, IReadOnlyList<PlannedUnit> units, bool isLast) => DoAsync(async () =>
    {
        // The index first: a study that it has and that has no units is of no harm, units that nobody finds are.
        await Index.AddAsync(this.GetPrimaryKeyString(), program).ConfigureAwait(true);
        indexKnowsItIsOver = false;
        return await book.SubmitAsync(program, units, isLast).ConfigureAwait(true);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnitLease>> LeaseAsync(string worker, Resources room, int most) => DoAsync(async () =>
    {
        var leases = await book.LeaseAsync(worker, room, most).ConfigureAwait(true);
        await RemindAsync().ConfigureAwait(true);
        return leases;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<RenewalAnswer>> RenewAsync(IReadOnlyList<UnitRenewal> renewals) => Task.FromResult(book.Renew(renewals));

    /// <inheritdoc/>
    public Task<EndAnswer> CompleteAsync(int number, int attempt, string record) => DoAsync(() => book.CompleteAsync(number, attempt, record));

    /// <inheritdoc/>
    public Task<EndAnswer> FailAsync(int number, int attempt, AttemptEnd end, string words) => DoAsync(() => book.FailAsync(number, attempt, end, words));

    /// <inheritdoc/>
    public Task CancelAsync() => DoAsync(book.CancelAsync);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnitOutcome>> OutcomesAsync(IReadOnlyList<int> numbers, TimeSpan patience)
    {
        var end = Task.Delay(patience);
        while (true)
        {
            var next = book.NextEnd;
            var outcomes = await book.OutcomesAsync(numbers).ConfigureAwait(true);
            if (outcomes.Count > 0 || end.IsCompleted || numbers.Count == 0)
            {
                return outcomes;
            }

            await Task.WhenAny(next, end).ConfigureAwait(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> NumbersAsync() => Task.FromResult(book.Numbers());

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnitAttempt>?> AttemptsAsync(int number) => Task.FromResult(book.AttemptsAt(number));

    /// <inheritdoc/>
    public Task<StudyStatus?> StatusAsync() => Task.FromResult(book.Status());

    private IStudyIndexGrain Index => GrainFactory.GetGrain<IStudyIndexGrain>(0);

    // A reminder lasts while somebody has a unit: it wakes the study up to expire leases where no one calls any more.
    private async Task RemindAsync()
    {
        if (!book.IsIdle && reminder is null)
        {
            reminder = await this.RegisterOrUpdateReminder(Expiry, remindersEvery, remindersEvery).ConfigureAwait(true);
        }
        else if (book.IsIdle && (reminder ??= await this.GetReminder(Expiry).ConfigureAwait(true)) is { } old)
        {
            await this.UnregisterReminder(old).ConfigureAwait(true);
            reminder = null;
        }
    }

    private Task DoAsync(Func<Task> act) => DoAsync(async () =>
    {
        await act().ConfigureAwait(true);
        return true;
    });

    private async Task<T> DoAsync<T>(Func<Task<T>> act)
    {
        try
        {
            var result = await act().ConfigureAwait(true);
            if (book.IsOver && !indexKnowsItIsOver)
            {
                await Index.CloseAsync(this.GetPrimaryKeyString()).ConfigureAwait(true);
                indexKnowsItIsOver = true;
            }

            return result;
        }
        catch
        {
            // What was written of it is not known: the next call finds the book as the storage has it.
            DeactivateOnIdle();
            throw;
        }
    }
}
