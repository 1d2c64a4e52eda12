using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Refuses searches whose settings do not go together, or not with the number of the model's hyperparameters.</summary>
internal sealed class SearchCheck
{
    private readonly string _name;
    private readonly AttributeReader _attribute;
    private readonly int _dimensions;
    private readonly Faults _faults;

    private SearchCheck(string name, AttributeReader attribute, int dimensions, Faults faults)
    {
        _name = name;
        _attribute = attribute;
        _dimensions = dimensions;
        _faults = faults;
    }

    public static void Check(INamedTypeSymbol type, AttributeReader attribute, ModelClass model, ExperimentSettings settings, Faults faults)
    {
        if (!settings.IsSearch)
        {
            return;
        }

        var isTied = attribute.Named("Tied", false);
        var dimensions = model.Hyperparameters.Where(hyperparameter => !settings.FixedNames.Contains(hyperparameter.Name)).Sum(hyperparameter => isTied ? 1 : hyperparameter.Count);
        var check = new SearchCheck(type.Name, attribute, dimensions, faults);
        switch (settings.Algorithm)
        {
            case Algorithm.Grid:
                check.Grid();
                break;
            case Algorithm.Bayesian:
                check.InitialTrials();
                check.LengthScales();
                break;
            case Algorithm.SuccessiveHalving or Algorithm.Hyperband:
                check.Halving();
                break;
        }

        if (settings.Algorithm != Algorithm.Grid && settings.Sampling == Sampling.Sobol && dimensions > ExperimentDefaults.MostSobolDimensions)
        {
            check.Report(ExperimentRules.SobolTooWide, "Sampling", Dimensions(dimensions), ExperimentDefaults.MostSobolDimensions.Code());
        }
    }

    private void Grid()
    {
        var points = _attribute.Named("GridPoints", ExperimentDefaults.GridPoints);
        var trials = Math.Pow(points, _dimensions);
        if (points >= 1 && trials > ExperimentDefaults.MostPlannedTrials)
        {
            var count = trials < 1e15 ? trials.Prose() : $"{points.Code()} to the power of {_dimensions.Code()}";
            Report(ExperimentRules.GridTooLarge, "GridPoints", points.Code(), Dimensions(_dimensions), count, ExperimentDefaults.MostPlannedTrials.Code());
        }
    }

    private void InitialTrials()
    {
        var trials = _attribute.Named("Trials", ExperimentDefaults.Trials);
        var initial = ExperimentDefaults.InitialTrialsOf(_attribute.Named("InitialTrials", ExperimentDefaults.InitialTrials), trials);
        if (trials >= 1 && initial >= trials)
        {
            Report(ExperimentRules.NothingProposed, _attribute.IsGiven("InitialTrials") ? "InitialTrials" : "Trials", initial.Code(), trials.Code());
        }
    }

    private void LengthScales()
    {
        if (_attribute.Named("Ard", false) && _dimensions > ExperimentDefaults.MostLengthScales)
        {
            Report(ExperimentRules.TooManyLengthScales, "Ard", Dimensions(_dimensions), ExperimentDefaults.MostLengthScales.Code());
        }
    }

    private void Halving()
    {
        var steps = _attribute.Named("Steps", ExperimentDefaults.Steps);
        var reduction = _attribute.Named("Reduction", ExperimentDefaults.Reduction);
        var given = _attribute.Named("LeastSteps", ExperimentDefaults.LeastSteps);
        var least = ExperimentDefaults.LeastStepsOf(given, steps, reduction);
        if (steps >= 1 && reduction >= 2 && given >= 0 && (long)least * reduction > steps)
        {
            Report(ExperimentRules.NothingHalved, _attribute.IsGiven("LeastSteps") ? "LeastSteps" : "Steps", least.Code(), reduction.Code(), steps.Code());
        }
    }

    private void Report(DiagnosticDescriptor rule, string setting, params string[] arguments)
        => _faults.Report(rule, _attribute.NamedLocation(setting), [_name, .. arguments]);

    private static string Dimensions(int count) => count == 1 ? "1 dimension" : $"{count.Code()} dimensions";
}
