using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.RunSearches;

/// <summary>Reads the numbers of a search of runs.</summary>
internal static class RunSearchNumbers
{
    public static EquatableArray<GivenNumber> Parse(INamedTypeSymbol type, AttributeReader attribute, Algorithm algorithm, Faults faults)
    {
        if (algorithm is not (Algorithm.SuccessiveHalving or Algorithm.Bayesian or Algorithm.Random))
        {
            Wrong("Algorithm", $"Algorithm.{algorithm}", "Algorithm.SuccessiveHalving, Algorithm.Bayesian or Algorithm.Random");
        }

        var given = new List<GivenNumber>();
        var runs = Whole("Runs", ExperimentDefaults.SearchRuns, least: 2);
        var reduction = Whole("Reduction", ExperimentDefaults.RunReduction, least: 2);
        var halvings = Whole("Halvings", ExperimentDefaults.Halvings, least: 1);
        if (algorithm == Algorithm.SuccessiveHalving && runs >= 2 && reduction >= 2 && halvings >= 1 && Math.Pow(reduction, halvings) > runs)
        {
            Wrong(attribute.IsGiven("Halvings") ? "Halvings" : attribute.IsGiven("Reduction") ? "Reduction" : "Runs", $"{halvings.Prose("halving")} of {runs.Prose("run")}, by {reduction} each, which leave none", "fewer Halvings or more Runs");
        }

        var last = attribute.Named("LastRung", 0.0);
        if (attribute.IsGiven("LastRung"))
        {
            given.Add(new GivenNumber("LastRung", last));
            if (!(last is >= 0 and < 1))
            {
                Wrong("LastRung", $"LastRung = {last.Code()}", "a share of the steps, from 0 to below 1");
            }
        }

        var initial = Whole("InitialRuns", 0, least: 0);
        if (initial > 0 && initial >= runs)
        {
            Wrong("InitialRuns", $"InitialRuns = {initial} of Runs = {runs}", "fewer of them, so that some are proposed");
        }

        if (attribute.IsGiven("Seed"))
        {
            given.Add(new GivenNumber("Seed", attribute.Named("Seed", 0)));
        }

        return given.ToEquatableArray();

        int Whole(string name, int fallback, int least)
        {
            var value = attribute.Named(name, fallback);
            if (attribute.IsGiven(name))
            {
                given.Add(new GivenNumber(name, value));
            }

            if (value < least)
            {
                Wrong(name, $"{name} = {value}", $"at least {least}");
            }

            return value;
        }

        void Wrong(string name, string found, string cure) => faults.Report(RunSearchRules.Number, attribute.NamedLocation(name), type.Name, found, cure);
    }
}
