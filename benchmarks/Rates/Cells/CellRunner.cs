using System.Diagnostics;

namespace Hyper.Rates;

/// <summary>Measures cells, several side by side, each on a thread.</summary>
internal static class CellRunner
{
    /// <summary>Measures them.</summary>
    /// <param name="rows">The data set.</param>
    /// <param name="cells">What to measure.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="finished">Takes each record; from any thread.</param>
    public static Task RunAsync(SplitRows rows, IEnumerable<(Method Method, int Start)> cells, int parallel, Action<CellRecord> finished) =>
        Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (cell, _) => finished(await MeasureAsync(rows, cell.Method, cell.Start)));

    private static async Task<CellRecord> MeasureAsync(SplitRows rows, Method method, int number)
    {
        var start = Start.Of(number);
        var record = new CellRecord { Problem = rows.Problem.Name, Method = method.Name, Start = number, From = start };
        var clock = Stopwatch.StartNew();
        using var data = method.IsTuned ? rows.Tuned() : rows.Fixed();
        try
        {
            var outcome = await method.RunAsync(start, data, number);
            record = record with { Found = outcome.Found, Seconds = clock.Elapsed.TotalSeconds };
            return outcome.IsDiverged ? record : record with { Test = outcome.Test * rows.SquaredScale, Validation = outcome.Validation * rows.SquaredScale };
        }
        catch (DivergedException)
        {
            return record with { Seconds = clock.Elapsed.TotalSeconds };
        }
    }
}
