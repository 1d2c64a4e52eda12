using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Refuses experiments whose hypergradient needs what their algorithm, family or model does not have.</summary>
internal static class DerivativeCheck
{
    public static void Check(
        INamedTypeSymbol type, AttributeReader attribute, ModelClass model, ExperimentSettings settings, Faults faults)
    {
        var algorithm = settings.Algorithm;
        var isCurvature = model.Hypernetwork.IsComputed && !algorithm.IsHypergradient() && !settings.IsSearch;
        if (isCurvature && algorithm != Algorithm.Joint)
        {
            faults.Report(ExperimentRules.CurvatureNotJoint, attribute.PositionalLocation(0), type.Name, algorithm, model.Place.Name);
            return;
        }

        if (isCurvature && settings.Preconditioner == Preconditioner.None)
        {
            faults.Report(ExperimentRules.CurvatureUntracked, attribute.NamedLocation("Preconditioner"), type.Name, model.Place.Name);
        }

        if (!isCurvature && !algorithm.IsHypergradient())
        {
            return;
        }

        var way = isCurvature ? "a Curvature hypernetwork" : $"Algorithm.{algorithm}";
        foreach (var hyperparameter in model.Hyperparameters.Where(hyperparameter => hyperparameter.Discrete))
        {
            faults.Report(ExperimentRules.DiscreteHasNoDerivative, attribute.PositionalLocation(0), type.Name, way, hyperparameter.Name);
        }
    }
}
