using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Reading;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking;

/// <summary>
/// Finds hyperparameters that a model reads only through masks, where an experiment needs their derivative: a mask is drawn by
/// comparing noise with the rate, so the training loss has none that a hypergradient could follow. It follows from bodies, so it
/// keeps nothing from being generated: every keystroke in one would parse the class anew.
/// </summary>
internal static class MaskedReads
{
    public static IEnumerable<Diagnostic> Of(INamedTypeSymbol type, ExperimentModel experiment, Compilation compilation, CancellationToken cancellation)
    {
        var algorithm = experiment.Settings.Algorithm;
        var isComputed = ResponseFamilies.Of(experiment.Family).IsComputed && !algorithm.IsHypergradient() && !experiment.Settings.IsSearch;
        if ((!isComputed && !algorithm.IsHypergradient())
            || AttributeReader.Find(type, KnownTypes.ExperimentAttribute, cancellation) is not { TypeArgument: INamedTypeSymbol model } attribute
            || ModelReading.Read(model, method => SymbolEqualityComparer.Default.Equals(method.ContainingType, model) ? BodySource.Of(compilation, method, cancellation) : null, cancellation) is not { End: null } reading)
        {
            yield break;
        }

        var way = isComputed ? "a Curvature hypernetwork" : $"Algorithm.{algorithm}";
        foreach (var (hyperparameter, mask) in Masked(reading))
        {
            yield return Diagnostic.Create(
                ExperimentRules.NoDerivative, attribute.PositionalLocation(0), type.Name, way, hyperparameter, $"'{model.Name}' reads it through {mask} only, and a mask has no such derivative");
        }
    }

    /// <summary>The hyperparameters, each with the regulariser that reads it first.</summary>
    private static IEnumerable<(string Hyperparameter, string Mask)> Masked(ModelReading reading)
    {
        List<Value> values = [.. reading.OfForward, .. reading.Training is { } training ? reading.Of(training) : []];
        foreach (var reads in values.OfType<HyperparameterValue>().GroupBy<HyperparameterValue, ISymbol>(read => read.Property, SymbolEqualityComparer.Default))
        {
            var readers = values.Where(value => value.Inputs.Any(input => reads.Contains(input))).ToList();
            var masks = readers.OfType<CallValue>().Select(call => Regularizers.Of(call.Method)).Where(regularizer => regularizer is { IsDifferentiable: false }).ToList();
            if (readers.Count > 0 && masks.Count == readers.Count)
            {
                yield return (reads.Key.Name, masks[0]!.Method);
            }
        }
    }
}
