namespace Hyper.Runtime.Training.Course;

/// <summary>What is said of a progress handler that throws: a run is worth more than a report of it, so it goes on without.</summary>
internal static class ProgressWarning
{
    public static string Of(Exception failure) =>
        $"The progress handler ended with {failure.GetType().Name}: {failure.Message} It has not been called again; the run went on.";
}
