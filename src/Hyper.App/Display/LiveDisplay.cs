using System.Diagnostics;
using Hyper.Runtime.Training.Results;
using Spectre.Console;

namespace Hyper.App.Display;

/// <summary>For a terminal: drawn anew a few times a second, beside the run's thread and not on it.</summary>
internal sealed class LiveDisplay(IAnsiConsole console, RunView view) : IRunDisplay
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    // One that takes long is made less often: a hundredth of one core is what it may cost.
    private const int PausesForEach = 100;

    // Colours by the place of a line: title, bar, pace. The others are as they come.
    private static readonly Style[] styles = [new(decoration: Decoration.Bold), new(Color.Green), new(Color.Grey)];

    /// <summary>The time that drawing took, of whichever thread.</summary>
    public TimeSpan Drawing { get; private set; }

    public void Report(TuningProgress report) => view.Add(report);

    public void Note(string text) => view.Note(text);

    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        return await console.Live(Picture()).StartAsync(async context =>
        {
            try
            {
                var running = work();
                var last = TimeSpan.Zero;
                while (await Task.WhenAny(running, Task.Delay(PauseAfter(last))).ConfigureAwait(false) != running)
                {
                    last = Draw(context);
                }

                return await running.ConfigureAwait(false);
            }
            finally
            {
                // What was under way is over; what has become of the run stays to be seen.
                view.Note("");
                Draw(context);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>How long nothing is drawn after a drawing that took so long.</summary>
    internal static TimeSpan PauseAfter(TimeSpan drawing) => drawing * PausesForEach > pause ? drawing * PausesForEach : pause;

    private TimeSpan Draw(LiveDisplayContext context)
    {
        var start = Stopwatch.GetTimestamp();
        context.UpdateTarget(Picture());
        context.Refresh();
        var taken = Stopwatch.GetElapsedTime(start);
        Drawing += taken;
        return taken;
    }

    /// <summary>What is drawn now.</summary>
    internal Rows Picture()
    {
        // The last column is left alone: some terminals go to the next line by themselves.
        var lines = view.Lines(Math.Max(20, console.Profile.Width - 1), console.Profile.Capabilities.Unicode);
        return new Rows(lines.Select((line, index) => new Text(line, index < styles.Length ? styles[index] : line.StartsWith('!') || line.StartsWith("  ", StringComparison.Ordinal) ? new Style(Color.Yellow) : Style.Plain)));
    }
}
