using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.RunSearches;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.RunSearches;

/// <summary>Reads what a search of runs varies.</summary>
internal static class VariedParser
{
    public static IReadOnlyList<(VariedModel Varied, Location Location)> Parse(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var all = new List<(VariedModel Varied, Location Location)>();
        foreach (var (name, isAmong) in new[] { (KnownTypes.VaryAttribute, false), (KnownTypes.VaryAmongAttribute, true) })
        {
            foreach (var attribute in AttributeReader.All(type, name, cancellation))
            {
                if (attribute.IsBroken)
                {
                    faults.ReportUnseen(attribute.BrokenLocation(), "what is varied", type.Name);
                }
                else if (Parse(type, attribute, isAmong, faults) is { } varied)
                {
                    all.Add((varied, attribute.Location()));
                }
            }
        }

        foreach (var twice in all.GroupBy(found => found.Varied.Setting).Where(group => group.Count() > 1))
        {
            faults.Report(RunSearchRules.Range, twice.Last().Location, type.Name, twice.Key, "twice", "vary it once");
        }

        return all;
    }

    private static VariedModel? Parse(INamedTypeSymbol type, AttributeReader attribute, bool isAmong, Faults faults)
    {
        var setting = EnumOptions.Read(attribute, 0, RunSetting.LearningRate, HyperparameterRules.UndefinedOption, type.Name, faults);
        var scale = isAmong ? Scale.Linear : EnumOptions.Read(attribute, "Scale", Scale.Linear, HyperparameterRules.UndefinedOption, type.Name, faults);
        IReadOnlyList<double> values = isAmong ? attribute.PositionalNumbers(1) : [attribute.Positional<double>(1), attribute.Positional<double>(2)];
        if (Wrong(setting, scale, values, isAmong) is { } wrong)
        {
            faults.Report(RunSearchRules.Range, attribute.Location(), type.Name, setting, wrong.Found, wrong.Cure);
            return null;
        }

        return new VariedModel(setting, scale, values.ToEquatableArray(), isAmong);
    }

    private static (string Found, string Cure)? Wrong(RunSetting setting, Scale scale, IReadOnlyList<double> values, bool isAmong)
    {
        var found = isAmong ? $"among {string.Join(", ", values.Select(value => value.Code()))}" : $"from {values[0].Code()} to {values[1].Code()}";
        return isAmong && (values.Count < 2 || values.Distinct().Count() < values.Count) ? (values.Count == 0 ? "among no values" : found, "give it two values at least, each once")
            : !isAmong && !(values[0] < values[1]) ? (found, "write the lesser bound first")
            : !isAmong && scale == Scale.Log && values[0] <= 0 ? (found + " on a logarithmic scale", "write a least value above 0, or Scale.Linear")
            : values.Any(value => !SettingRanges.Has(setting, value)) ? (found, $"write {SettingRanges.Text(setting)}")
            : null;
    }
}
