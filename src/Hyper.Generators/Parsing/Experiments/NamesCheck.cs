using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Refuses experiments that name what their model does not have.</summary>
internal static class NamesCheck
{
    public static void Check(INamedTypeSymbol type, AttributeReader attribute, ModelClass model, ExperimentSettings settings, Faults faults)
    {
        if (settings.Watch is { } watched && model.Metrics.All(metric => metric.Method.Name != watched))
        {
            var known = model.Metrics.Count == 0 ? "it has none: mark a method with [Metric]" : $"it has {List(model.Metrics.Select(metric => metric.Method.Name))}";
            faults.Report(ExperimentRules.WatchesNothing, attribute.NamedLocation("Watch"), type.Name, watched, model.Place.Name, known);
        }

        if (settings.Fixed is { } stay && WhatIsWrong(settings.FixedNames, model) is { } wrong)
        {
            faults.Report(ExperimentRules.FixedUnknown, attribute.NamedLocation("Fixed"), type.Name, stay, wrong, model.Place.Name, List(model.Hyperparameters.Select(hyperparameter => hyperparameter.Name)));
        }
    }

    private static string? WhatIsWrong(IReadOnlyList<string> names, ModelClass model) =>
        names.FirstOrDefault(name => model.Hyperparameters.All(hyperparameter => hyperparameter.Name != name)) is { } unknown ? $"and '{unknown}' is none"
        : model.Hyperparameters.All(hyperparameter => names.Contains(hyperparameter.Name)) ? "which leaves none to tune"
        : null;

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
