using System.Diagnostics.Tracing;

namespace Hyper.Benchmarks;

/// <summary>Counts the types of the runtime's allocation samples: each byte has the same chance of being one.</summary>
internal sealed class AllocationSamples : EventListener
{
    private const EventKeywords AllocationSampling = (EventKeywords)0x80000000000;

    private readonly Dictionary<string, long> counts = [];
    private EventSource? runtime;

    /// <summary>Ends the count.</summary>
    /// <returns>Samples by the full name of the type.</returns>
    public IReadOnlyDictionary<string, long> Stop()
    {
        if (runtime is not null)
        {
            DisableEvents(runtime);
        }

        lock (counts)
        {
            return new Dictionary<string, long>(counts);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            runtime = eventSource;
            EnableEvents(eventSource, EventLevel.Informational, AllocationSampling);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.PayloadNames?.IndexOf("TypeName") is not { } place || place < 0 || eventData.Payload?[place] is not string type)
        {
            return;
        }

        lock (counts)
        {
            counts[type] = counts.GetValueOrDefault(type) + 1;
        }
    }
}
