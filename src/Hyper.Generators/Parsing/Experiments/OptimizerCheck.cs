using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Refuses experiments whose algorithm or optimizer has no use for the hyperparameters of the model that are the optimizer's own.</summary>
internal static class OptimizerCheck
{
    public static void Check(INamedTypeSymbol type, AttributeReader attribute, ModelClass model, ExperimentSettings settings, Faults faults)
    {
        var algorithm = settings.Algorithm;
        if (algorithm.DifferentiatesUpdates() && settings.Optimizer != OptimizerKind.Sgd)
        {
            faults.Report(ExperimentRules.UnrolledOptimizer, attribute.NamedLocation("Optimizer"), type.Name, algorithm, settings.Optimizer);
        }

        foreach (var hyperparameter in model.Hyperparameters.Where(hyperparameter => hyperparameter.Of != Optimizer.None))
        {
            if (!algorithm.DifferentiatesUpdates() && !settings.IsSearch)
            {
                faults.Report(ExperimentRules.NoOptimizer, attribute.PositionalLocation(0), type.Name, algorithm, hyperparameter.Name, hyperparameter.Of);
                continue;
            }

            if (hyperparameter.Of == Optimizer.Momentum && settings.IsSearch && settings.Optimizer != OptimizerKind.Sgd)
            {
                var location = attribute.IsGiven("Optimizer") ? attribute.NamedLocation("Optimizer") : attribute.PositionalLocation(0);
                faults.Report(ExperimentRules.NoMomentum, location, type.Name, settings.Optimizer, hyperparameter.Name);
            }

            if (ShadowedBy(hyperparameter.Of, settings) is { } setting && attribute.IsGiven(setting))
            {
                faults.Report(ExperimentRules.SettingShadowed, attribute.NamedLocation(setting), type.Name, setting, hyperparameter.Name, model.Place.Name);
            }
        }
    }

    // Momentum is that of the outer optimizer, too, where that is gradient descent.
    private static string? ShadowedBy(Optimizer number, ExperimentSettings settings) => number switch
    {
        Optimizer.LearningRate => "LearningRate",
        Optimizer.Momentum when settings.IsSearch || settings.HyperOptimizer != OptimizerKind.Sgd => "Momentum",
        _ => null,
    };
}
