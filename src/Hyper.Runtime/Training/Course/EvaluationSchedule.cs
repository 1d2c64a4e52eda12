using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Course;

/// <summary>
/// How often a run takes the validation loss over the whole split where nobody has asked for it: at each report, or at every second, third
/// and so on, where the split is so large that looking at it would cost more than a twentieth of the run.
/// </summary>
internal readonly struct EvaluationSchedule
{
    // A row costs about a third of what it costs in a step, which goes back through it as well.
    private const double CostOfRow = 1.0 / 3;
    private const double Share = 0.05;
    private const int Fewest = 10;

    /// <summary>Looks at the size of a run.</summary>
    /// <param name="settings">The experiment's numbers.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="rowsOfStep">Rows that a step goes through, training and validation rows together.</param>
    /// <param name="splitRows">Rows of the validation split.</param>
    /// <param name="first">Steps whose states are nothing to return: those before a restart.</param>
    public EvaluationSchedule(ExperimentSettings settings, int steps, long rowsOfStep, long splitRows, int first = 0)
    {
        First = first;
        var interval = settings.ReportInterval(steps);
        var reports = Math.Max(1, steps / interval);
        var cost = reports * (splitRows * CostOfRow) / ((double)steps * rowsOfStep);
        var reportsApart = Math.Clamp((long)Math.Ceiling(cost / Share), 1, Math.Max(1, reports / Fewest));
        Interval = (int)Math.Min(int.MaxValue, interval * reportsApart);
    }

    /// <summary>Steps before the first evaluation.</summary>
    public int First { get; }

    /// <summary>Steps between two evaluations: a multiple of those between two reports.</summary>
    public int Interval { get; }
}
