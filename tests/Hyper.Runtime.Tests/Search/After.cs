namespace Hyper.Runtime.Tests.Search;

/// <summary>Does something once so many reports have come; trials that a journal has are reported, too.</summary>
internal sealed class After(int reports, Action act) : IProgress<TuningProgress>
{
    public int Count { get; private set; }

    public void Report(TuningProgress value)
    {
        if (++Count == reports)
        {
            act();
        }
    }
}
