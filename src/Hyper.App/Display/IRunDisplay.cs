using Hyper.Runtime.Training.Results;

namespace Hyper.App.Display;

/// <summary>Shows how far a run is.</summary>
internal interface IRunDisplay
{
    /// <summary>Takes a report of the run.</summary>
    void Report(TuningProgress report);

    /// <summary>Says something beside the run's own reports.</summary>
    void Note(string text);

    /// <summary>Shows the display while something is done.</summary>
    /// <param name="work">The work.</param>
    Task<T> WhileAsync<T>(Func<Task<T>> work);
}

/// <summary>Shows nothing.</summary>
internal sealed class NoDisplay : IRunDisplay
{
    public void Report(TuningProgress report)
    {
        // Nobody looks.
    }

    public void Note(string text)
    {
        // Nobody reads.
    }

    public Task<T> WhileAsync<T>(Func<Task<T>> work) => work();
}
