namespace Hyper.Runtime.Training.Course;

/// <summary>Passes reports on to a handler, and goes on without it once it has thrown: a run is worth more than a report of it.</summary>
internal sealed class ProgressReports
{
    /// <summary>What the handler threw, in a sentence; null where it has not.</summary>
    public string? Warning { get; private set; }

    /// <summary>Makes a report, unless an earlier one has thrown.</summary>
    public void Make(Action report)
    {
        if (Warning is not null)
        {
            return;
        }

        try
        {
            RunThread.Outside(report);
        }
        catch (Exception failure)
        {
            Warning = $"The progress handler ended with {failure.GetType().Name}: {failure.Message} It has not been called again; the run went on.";
        }
    }
}
