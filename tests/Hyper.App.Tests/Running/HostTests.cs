using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hyper.App.Tests.Support;
using Microsoft.Extensions.Logging;

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

    [Fact]
    public async Task A_log_is_told_of_beginning_and_end()
    {
        using var temp = new TempFolder();
        var log = new Listener();
        var said = await Cli.RunAsync(options => options with { Logger = log }, "run", "TuneBlobs", "--out", temp["run"], "--steps", "20", "--quiet");
        Assert.Equal(0, said.Code);
        Assert.StartsWith("Information: Run of Hyper.App.Tests.Models.TuneBlobs with seed 3 in ", log.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Information: Run of Hyper.App.Tests.Models.TuneBlobs: Finished, validation loss 1.", log.Lines[^1].Replace("loss 0.", "loss 1.", StringComparison.Ordinal), StringComparison.Ordinal);

        await Cli.RunAsync(options => options with { Logger = log }, "run", "TuneBlobs", "--out", temp["bad"], "--set", "LearningRate=1e30", "Keep=Last", "--quiet");
        Assert.Equal("Error: Run of Hyper.App.Tests.Models.TuneBlobs failed", log.Lines[^1]);
    }

    private sealed class Listener : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
