using Hyper.Runtime.Search.Trials;

namespace Hyper.Runtime.Search.Plans;

/// <summary>
/// The losses of trials as a Gaussian process is to see them. Its noise floor and its scale follow the spread of what it is given, so
/// that one loss of ten thousand among others near 0.3 would leave it blind to the differences that count. Losses beyond the
/// <see cref="Reach"/>-fold distance from the best to the median are therefore brought back to there, above which all are simply bad; a
/// failed trial counts as the highest that is left.
/// </summary>
internal static class RobustLosses
{
    private const double Reach = 20;

    /// <summary>A loss for each record, in their order.</summary>
    /// <param name="records">The records, at least one of which has a loss.</param>
    public static List<double> Of(IReadOnlyList<TrialRecord> records)
    {
        var known = records.Where(record => record.ValidationLoss is not null).Select(record => record.ValidationLoss!.Value).Order().ToList();
        var middle = known.Count / 2;
        var median = known.Count % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
        var distance = median - known[0];

        // Where half of all losses are the best one there is no distance to go by.
        var highest = distance > 0 ? Math.Min(known[^1], known[0] + (Reach * distance)) : known[^1];
        return [.. records.Select(record => Math.Min(record.ValidationLoss ?? highest, highest))];
    }
}
