using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Passes;

/// <summary>Puts steps on end of which autograd keeps the graph into parts.</summary>
internal static class PartGrouping
{
    public static IReadOnlyList<PassItem> Group(IReadOnlyList<PassStep> steps, IReadOnlyList<PassTerm> terms, IReadOnlyList<string> layers)
    {
        var ordered = WithPartsBesideTheirWhole(steps);
        var traced = new Dictionary<int, PassStep>();
        foreach (var step in ordered.Where(step => step is { IsTraced: true, Value: >= 0 }))
        {
            traced[step.Value] = step;
        }

        var items = new List<PassItem>();
        for (var i = 0; i < ordered.Count;)
        {
            var first = i;
            while (i < ordered.Count && NeedsAutograd(ordered[i]))
            {
                i++;
            }

            if (i == first)
            {
                items.Add(ordered[i++]);
                continue;
            }

            var run = ordered.Skip(first).Take(i - first).ToList();
            items.Add(Part(run, ordered.Where(step => !run.Contains(step)), terms, traced, layers));
        }

        return items;
    }

    /// <summary>Whether the compiler writes no derivative of a step that needs one.</summary>
    private static bool NeedsAutograd(PassStep step)
        => step is { IsTraced: true, Op: PassOp.Written or PassOp.CrossEntropy or PassOp.SquaredError or PassOp.L2 or PassOp.L1 };

    // What takes a part of a list or a tuple stands behind what made it: only tensors leave a part.
    private static List<PassStep> WithPartsBesideTheirWhole(IReadOnlyList<PassStep> steps)
    {
        var ordered = new List<PassStep>();
        foreach (var step in steps)
        {
            var whole = step is { IsAccessor: true, IsTraced: true } && step.Written.Holes.ToList() is [var hole] ? ordered.FindIndex(other => other.Value == hole && !other.IsTensor) : -1;
            if (whole < 0)
            {
                ordered.Add(step);
                continue;
            }

            var place = whole + 1;
            while (place < ordered.Count && ordered[place] is { IsAccessor: true } other && other.Written.Holes.Contains(ordered[whole].Value))
            {
                place++;
            }

            ordered.Insert(place, step);
        }

        return ordered;
    }

    private static PassPart Part(IReadOnlyList<PassStep> run, IEnumerable<PassStep> others, IReadOnlyList<PassTerm> terms, Dictionary<int, PassStep> traced, IReadOnlyList<string> layers)
    {
        var made = new HashSet<int>(run.Select(step => step.Value));
        var inputs = run.SelectMany(step => step.Written.Holes).Where(hole => !made.Contains(hole) && traced.ContainsKey(hole)).Distinct().ToList();
        var used = new HashSet<int>(others.SelectMany(step => step.Inputs.Concat(step.Written.Holes).Concat(step.Numbers.SelectMany(number => number.Holes))).Concat(terms.SelectMany(term => term.Inputs.Concat(term.More.Holes))));
        var outputs = run.Where(step => used.Contains(step.Value)).ToList();
        if (inputs.Select(input => traced[input]).Concat(outputs).FirstOrDefault(step => !step.IsTensor) is { } lost)
        {
            throw new NotWritableException(null, $"'{lost.Called}', whose parts are used far from it");
        }

        var own = run.Any(step => step.Op is PassOp.L2 or PassOp.L1) ? layers : [.. run.SelectMany(step => step.Layers).Distinct()];
        return new PassPart(inputs.ToEquatableArray(), own.ToEquatableArray(), run.ToEquatableArray(), outputs.Select(step => step.Value).ToEquatableArray());
    }
}
