using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Passes;

/// <summary>Takes squared errors as what they are, and leaves out what nothing needs.</summary>
internal static class PassSimplifier
{
    public static (IReadOnlyList<PassStep> Steps, IReadOnlyList<PassTerm> Terms) Simplify(IReadOnlyList<PassStep> steps, IReadOnlyList<PassTerm> terms)
    {
        var makers = steps.Where(step => step.Value >= 0).ToDictionary(step => step.Value);
        var simple = terms.Select(term => Simplify(term, makers)).ToList();
        var needed = new HashSet<int>(simple.SelectMany(term => term.Inputs.Concat(term.More.Holes)));
        var kept = new List<PassStep>();
        foreach (var step in steps.Reverse())
        {
            // What draws random numbers or keeps statistics does so whether or not anything comes of it, as the user's own code would.
            if (needed.Contains(step.Value) || step.HasEffect)
            {
                kept.Add(step);
                needed.UnionWith(step.Inputs.Concat(step.Written.Holes).Concat(step.Numbers.SelectMany(number => number.Holes)));
            }
        }

        kept.Reverse();
        return (kept, simple);
    }

    private static PassTerm Simplify(PassTerm term, Dictionary<int, PassStep> makers)
    {
        if (term.Kind != TermKind.Mean || !makers.TryGetValue(term.Inputs[0], out var last))
        {
            return term;
        }

        return last switch
        {
            { Op: PassOp.Square } => term with { Kind = TermKind.MeanSquares, Inputs = last.Inputs },
            { Op: PassOp.SumOver, Constants: [0], Numbers: [{ Pieces: [{ Text: "1" or "1L" }] }] } when makers.TryGetValue(last.Inputs[0], out var inner) && inner.Op == PassOp.Square
                => term with { Kind = TermKind.RowSquares, Inputs = inner.Inputs },
            _ => term,
        };
    }
}
