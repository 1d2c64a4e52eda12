using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Gradients;

/// <summary>An operation that lets no gradient through, and what to write instead of it.</summary>
/// <param name="Site">What the diagnostic underlines.</param>
/// <param name="Name">The operation as a message names it.</param>
/// <param name="Cure">What to write instead.</param>
/// <param name="MakesNumber">Whether the result is a number of C#, not a tensor.</param>
internal sealed record GradientCut(Location Site, string Name, string Cure, bool MakesNumber)
{
    /// <summary>The cut that a call makes; <see langword="null"/> where gradients pass, or where that is not known.</summary>
    public static GradientCut? Of(CallValue call)
    {
        if (TensorFunctions.Of(call.Method) is not { End: { } end } || call.Site is not { } site)
        {
            return null;
        }

        return call.Kind switch
        {
            CallKind.Operator => new GradientCut(site.Syntax.GetLocation(), "the comparison", end.Cure, end.MakesNumber),
            CallKind.Conversion => new GradientCut(site.Syntax.GetLocation(), $"the cast to {call.Method.ReturnType.ToDisplayString()}", end.Cure, end.MakesNumber),
            _ => new GradientCut(CallSite.Name(site.Syntax).GetLocation(), call.Method.Name, end.Cure, end.MakesNumber),
        };
    }

    /// <summary>The cut of a scope in which no gradients are kept.</summary>
    public static GradientCut Of(NoGradScope scope)
        => new(CallSite.Name(scope.Call.Site!.Syntax).GetLocation(), scope.Call.Method.Name, "compute it outside of that scope", MakesNumber: false);
}
