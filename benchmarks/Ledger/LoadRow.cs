namespace Hyper.LedgerLoad;

/// <summary>What was measured with so many workers.</summary>
/// <param name="Workers">Simulated workers.</param>
/// <param name="Units">Units of the study.</param>
/// <param name="SubmitSeconds">Seconds until they were handed in.</param>
/// <param name="Seconds">Seconds from the first lease to the last record.</param>
/// <param name="UnitsPerSecond">Units leased, and handed in, a second.</param>
/// <param name="LeaseMs">Milliseconds from asking for a unit to having it, the median.</param>
/// <param name="LeaseMs99">The same, that 99 of 100 stay below.</param>
/// <param name="LeaseMsLargest">The largest.</param>
/// <param name="HeapMib">The managed heap of ledger and workers together at the end, collected.</param>
/// <param name="ProcessorSeconds">Processor time of both.</param>
internal sealed record LoadRow(
    int Workers, int Units, double SubmitSeconds, double Seconds, double UnitsPerSecond, double LeaseMs, double LeaseMs99, double LeaseMsLargest, double HeapMib, double ProcessorSeconds);
