using Hyper.Cluster.Units;
using Orleans.Concurrency;

namespace Hyper.Cluster.Ledger;

/// <summary>A study: its plan, its queue, its leases and what came of them. Its key is the study's name. Calls take milliseconds; nothing runs here.</summary>
[Alias("hyperdsl.study")]
public interface IStudyGrain : IGrainWithStringKey
{
    /// <summary>Adds units. Those that are there already are not added again, so that it may be called again where no answer came.</summary>
    /// <param name="program">The program that runs them.</param>
    /// <param name="units">The units.</param>
    /// <param name="isLast">Whether no more come.</param>
    /// <returns>Why they cannot be added; null where they are.</returns>
    [Alias("submit")]
    Task<string?> SubmitAsync(string program, IReadOnlyList<PlannedUnit> units, bool isLast);

    /// <summary>Gives a worker the first waiting units that it has room for.</summary>
    [Alias("lease")]
    Task<IReadOnlyList<UnitLease>> LeaseAsync(string worker, Resources room, int most);

    /// <summary>Prolongs leases, and says which of them are none any more.</summary>
    /// <returns>An answer to each.</returns>
    [Alias("renew")]
    Task<IReadOnlyList<RenewalAnswer>> RenewAsync(IReadOnlyList<UnitRenewal> renewals);

    /// <summary>Takes a unit's record.</summary>
    [Alias("complete")]
    Task<EndAnswer> CompleteAsync(int number, int attempt, string record);

    /// <summary>Takes note of an attempt that ended without a record.</summary>
    [Alias("fail")]
    Task<EndAnswer> FailAsync(int number, int attempt, AttemptEnd end, string words);

    /// <summary>Ends every unit that is open.</summary>
    [Alias("cancel")]
    Task CancelAsync();

    /// <summary>What came of certain units: at once where one of them is over, else as soon as one is, or when patience ends.</summary>
    /// <param name="numbers">The units that somebody waits for.</param>
    /// <param name="patience">How long it may take, at most a few seconds.</param>
    [Alias("outcomes")]
    [AlwaysInterleave]
    Task<IReadOnlyList<UnitOutcome>> OutcomesAsync(IReadOnlyList<int> numbers, TimeSpan patience);

    /// <summary>The numbers of its units, in order.</summary>
    [Alias("numbers")]
    Task<IReadOnlyList<int>> NumbersAsync();

    /// <summary>The attempts at a unit that ended without a record; null where there is no such unit.</summary>
    [Alias("attempts")]
    Task<IReadOnlyList<UnitAttempt>?> AttemptsAsync(int number);

    /// <summary>How far it is; null where there is no such study.</summary>
    [Alias("status")]
    Task<StudyStatus?> StatusAsync();
}
