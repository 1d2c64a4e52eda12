using System.Collections.Immutable;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Passes;

/// <summary>Takes squared errors as what they are, and leaves out what nothing needs.</summary>
internal static class PassSimplifier
{
    public static PassProgram Simplify(IReadOnlyList<PassStep> steps, ImmutableArray<PassTerm> terms)
    {
        var makers = steps.ToDictionary(step => step.Value);
        var simple = terms.Select(term => Simplify(term, makers)).ToList();
        var needed = new HashSet<int>(simple.SelectMany(term => term.Inputs));
        var kept = new List<PassStep>();
        foreach (var step in steps.Reverse())
        {
            // What draws random numbers or keeps statistics does so whether or not anything comes of it, as the user's own code would.
            if (needed.Contains(step.Value) || step.Op is PassOp.Drop or PassOp.DropChannels or PassOp.Layer or PassOp.Call)
            {
                kept.Add(step);
                needed.UnionWith(step.Inputs);
            }
        }

        kept.Reverse();
        return new PassProgram(kept.ToEquatableArray(), simple.ToEquatableArray());
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
            { Op: PassOp.SumOver, Numbers: [1] } when makers.TryGetValue(last.Inputs[0], out var inner) && inner.Op == PassOp.Square
                => term with { Kind = TermKind.RowSquares, Inputs = inner.Inputs },
            _ => term,
        };
    }
}
