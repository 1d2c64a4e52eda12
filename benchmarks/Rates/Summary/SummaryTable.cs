using System.Globalization;
using Hyper.Benchmarks;

namespace Hyper.Rates;

/// <summary>The mean, the median and the best of the test errors of each method.</summary>
internal static class SummaryTable
{
    /// <summary>The table of a data set, in Markdown.</summary>
    public static string Of(Problem problem, IReadOnlyList<CellRecord> records)
    {
        var rows =
            from method in Method.All
            let cells = records.Where(record => record.Problem == problem.Name && record.Method == method.Name).ToList()
            where cells.Count > 0
            select Row(method, cells, problem.Unit);
        return MarkedPage.Table("method | mean | median | best | starts | ran away | seconds a run", rows);
    }

    private static string Row(Method method, List<CellRecord> cells, int unit)
    {
        var errors = cells.Where(cell => cell.Test is not null).Select(cell => cell.Test!.Value * unit).Order().ToList();
        if (errors.Count == 0)
        {
            return $"{method.Name} | | | | {cells.Count} | {cells.Count} | ";
        }

        var median = (errors[(errors.Count - 1) / 2] + errors[errors.Count / 2]) / 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{method.Name} | {errors.Average():G3} | {median:G3} | {errors[0]:G3} | {cells.Count} | {cells.Count - errors.Count} | {cells.Average(cell => cell.Seconds):F1}");
    }
}
