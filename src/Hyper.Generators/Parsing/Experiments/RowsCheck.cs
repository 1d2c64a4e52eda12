using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Refuses experiments that deal out rows otherwise than their hyperparameters, or the rest of their settings, can bear.</summary>
internal static class RowsCheck
{
    public static void Check(INamedTypeSymbol type, AttributeReader attribute, ModelClass model, ExperimentSettings settings, Faults faults)
    {
        if (settings.IsSearch)
        {
            return;
        }

        var folds = attribute.Named("Folds", ExperimentDefaults.Folds);
        var each = model.Hyperparameters.FirstOrDefault(hyperparameter => hyperparameter.Per == Per.Example);
        if (each is not null && folds > 1)
        {
            Report(ExperimentRules.ExamplesDealtOut, "Folds", $"Folds = {folds.Code()}", each.Name, "each fold has others of");
        }

        if (each is not null && attribute.Named("Refit", false))
        {
            Report(ExperimentRules.ExamplesDealtOut, "Refit", "Refit = true", each.Name, "the validation rows of a refit have none of");
        }

        if (folds > 1 && attribute.Named("FollowResponse", false))
        {
            Report(ExperimentRules.FoldsFollow, "FollowResponse", folds.Code());
        }

        void Report(DiagnosticDescriptor rule, string setting, params string[] arguments) => faults.Report(rule, attribute.NamedLocation(setting), [type.Name, .. arguments]);
    }
}
