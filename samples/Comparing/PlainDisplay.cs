using System.Globalization;

namespace Comparing;

/// <summary>For a file, a pipe or a log: a line now and then.</summary>
internal sealed class PlainDisplay(TextWriter output) : IDisplay
{
    // Lines of a run, and of a method's trainings together.
    private const int Lines = 5;

    public IProgress<TuningProgress> Track(string method, int part, int parts)
    {
        int shown = 0;
        return new Reports(report =>
        {
            int reached = (int)((long)report.Step * Lines / report.Steps);
            if (parts == 1 && reached > shown)
                Write(method, report);
            shown = reached;
        });
    }

    public void Found(string method, double validationLoss, int done, int parts)
    {
        if (parts == 1)
            output.WriteLine(FormattableString.Invariant($"{method}: validation loss {validationLoss:F4} over the whole split"));
        else if (done * Lines / parts > (done - 1) * Lines / parts)
            output.WriteLine(FormattableString.Invariant($"{method}: {done} of {parts} trainings, lowest validation loss {validationLoss:F4}"));
    }

    private void Write(string method, TuningProgress report)
    {
        string validation = double.IsFinite(report.ValidationLoss)
            ? $", validation loss {report.ValidationLoss.ToString("F4", CultureInfo.InvariantCulture)}"
            : "";
        string values = string.Join(", ", report.Hyperparameters.Select(LiveDisplay.Brief));
        output.WriteLine(FormattableString.Invariant(
            $"{method}: step {report.Step:N0} of {report.Steps:N0}, training loss {report.TrainingLoss:F4}{validation}, {values}"));
    }
}
