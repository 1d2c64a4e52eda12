using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hyper.App.Tests.Support;

namespace Hyper.App.Tests.Running;

public sealed class HostTests
{
    [Fact]
    public async Task A_host_sees_steps_losses_and_an_activity()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<(string Name, double Value)>();
        var activities = new System.Collections.Concurrent.ConcurrentBag<Activity>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "HyperDsl")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        meters.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HyperDsl",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);

        using var temp = new TempFolder();
        await Cli.DoAsync("run", "TuneBlobs", "--out", temp["run"], "--seed", "12345", "--quiet");

        // Other tests' runs may be among them.
        Assert.Contains(seen, one => one is ("hyperdsl.steps", > 0));
        Assert.Contains(seen, one => one is ("hyperdsl.step.duration", > 0));
        Assert.Contains(seen, one => one is ("hyperdsl.training_loss", > 0));
        Assert.Contains(seen, one => one is ("hyperdsl.validation_loss", > 0));
        Assert.Single(activities, activity => Equals(activity.GetTagItem("hyperdsl.seed"), 12345));
    }
}
