using Hyper.Runtime;

namespace Hyper.Quality;

/// <summary>Cells to measure on one table with one seed, one after the other in one process, beside the same ordinary training.</summary>
/// <param name="Problem">The table.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Methods">The methods.</param>
internal sealed record Cells(Problem Problem, int Seed, IReadOnlyList<Method> Methods)
{
    /// <summary>All that a plan asks for and its file does not have, seed by seed.</summary>
    /// <exception cref="HyperDslException">The file is of another number of steps.</exception>
    public static IReadOnlyList<Cells> Of(Plan plan, IReadOnlyList<CellRecord> done)
    {
        if (plan.Problems.Count > 0 && done.FirstOrDefault(record => record.Steps != plan.Steps) is { } other)
        {
            throw new HyperDslException($"The file has records of {other.Steps} steps, and {plan.Steps} are asked for: take another file.");
        }

        var keys = done.Select(record => record.Key).ToHashSet();
        var all =
            from seed in Enumerable.Range(0, plan.Seeds)
            from problem in plan.Problems
            select new Cells(problem, seed, [.. plan.Methods.Where(method => !keys.Contains((problem.Name, seed, method.Name)))]);
        return [.. all.Where(cells => cells.Methods.Count > 0)];
    }
}
