namespace Hyper.Cluster.Ledger;

/// <summary>The numbers that a ledger goes by.</summary>
public sealed record LedgerTerms
{
    /// <summary>The name of the storage that it writes to.</summary>
    public const string Storage = "ledger";

    /// <summary>How long a lease lasts without a renewal; workers renew three times in it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After so many attempts that ended with a death a unit has failed.</summary>
    public int Deaths { get; init; } = 3;

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
