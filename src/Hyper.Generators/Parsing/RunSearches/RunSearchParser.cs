using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.RunSearches;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.RunSearches;

/// <summary>Reads a class marked <c>[RunSearch]</c>.</summary>
internal static class RunSearchParser
{
    private static readonly IReadOnlyList<string> Names = ["Settings", "RunAsync", "Result", "Varied"];

    /// <summary>Reads the class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="experimentOf">What a class marked <c>[Experiment]</c> is parsed to.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static RunSearchResult Parse(INamedTypeSymbol type, Func<INamedTypeSymbol, ParsedExperiment?> experimentOf, CancellationToken cancellation)
    {
        var faults = new Faults();
        if (UnsupportedForm(type, cancellation) is { } form)
        {
            faults.Report(RunSearchRules.Form, type.Identifier(), type.Name, form.Found, form.Cure);
        }

        NameCheck.Check(type, Names, faults);
        var attribute = AttributeReader.Find(type, KnownTypes.RunSearchAttribute, cancellation)!;
        var varied = VariedParser.Parse(type, faults, cancellation);
        if (attribute.IsBroken)
        {
            faults.ReportUnseen(attribute.BrokenLocation(), "the arguments of [RunSearch]", type.Name);
            return Result(null);
        }

        var algorithm = EnumOptions.Read(attribute, "Algorithm", Algorithm.SuccessiveHalving, HyperparameterRules.UndefinedOption, type.Name, faults);
        var sampling = EnumOptions.Read(attribute, "Sampling", Sampling.Uniform, HyperparameterRules.UndefinedOption, type.Name, faults);
        var kernel = EnumOptions.Read(attribute, "Kernel", Kernel.Matern52, HyperparameterRules.UndefinedOption, type.Name, faults);
        var numbers = RunSearchNumbers.Parse(type, attribute, algorithm, faults);
        var symbols = attribute.PositionalTypes(0);
        var experiments = symbols.Select((symbol, at) => Experiment(type, attribute, at, symbol, algorithm, experimentOf, faults)).OfType<ExperimentModel>().ToList();
        if (symbols.Count == 0 || (symbols.Count == 1 && varied.Count == 0 && faults.Found.Count == 0))
        {
            faults.Report(RunSearchRules.Number, attribute.Location(), type.Name, symbols.Count == 0 ? "no experiment" : "one experiment and nothing that it varies", "typeof of an experiment, and a [Vary] or a second experiment");
        }

        Compare(type, attribute, experiments, symbols.Count, varied, faults);
        var search = faults.Refused
            ? null
            : new RunSearchModel(
                TypePlaceParser.Parse(type),
                experiments.Select(experiment => experiment.Place).ToEquatableArray(),
                Visibility.IsPublic(type) && symbols.All(symbol => Visibility.IsPublic((INamedTypeSymbol)symbol!)) && experiments.All(experiment => experiment.IsPublic),
                algorithm,
                sampling,
                kernel,
                numbers,
                varied.Select(found => found.Varied).ToEquatableArray());
        return Result(search);

        RunSearchResult Result(RunSearchModel? found) => new(new ParsedRunSearch(found, found is null ? Refused(type, faults, cancellation) : null), faults.Found, faults.Unseen);
    }

    private static RefusedRunSearch? Refused(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
        => AttributeReader.Has(type, KnownTypes.HyperModelAttribute) || AttributeReader.Has(type, KnownTypes.ExperimentAttribute)
            || TypeForm.IsFileLocal(type) || TypeForm.Chain(type).Any(part => part.Arity > 0 || !TypeForm.IsPartial(part, cancellation))
                ? null
                : new RefusedRunSearch(TypePlaceParser.Parse(type), Visibility.IsPublic(type), NameCheck.Taken(type, Names), faults.Reasons(type));

    private static (string Found, string Cure)? UnsupportedForm(INamedTypeSymbol type, CancellationToken cancellation)
        => TypeForm.Chain(type).FirstOrDefault(part => !TypeForm.IsPartial(part, cancellation)) is { } whole
            ? (SymbolEqualityComparer.Default.Equals(whole, type) ? "is not partial" : $"lies in '{whole.Name}', which is not partial", $"write 'partial' before its '{TypeForm.Keyword(whole)}' keyword")
        : !type.IsStatic ? ("is not static, and everything written into it belongs to no instance", "declare it as 'static partial class'")
        : TypeForm.IsFileLocal(type) ? ("is local to its file, so a generated file cannot add to it", "write 'internal' instead of 'file'")
        : TypeForm.Chain(type).Any(part => part.Arity > 0) ? ("is generic or lies in a generic type", "write a class without type parameters")
        : !Visibility.IsInternal(type) ? ("cannot be started from the rest of the project", "make it, and the types around it, internal or public")
        : AttributeReader.Has(type, KnownTypes.ExperimentAttribute) || AttributeReader.Has(type, KnownTypes.HyperModelAttribute) ? ("is an experiment or a model too", "write a class of its own for the search")
        : null;

    private static ExperimentModel? Experiment(
        INamedTypeSymbol type, AttributeReader attribute, int at, ITypeSymbol? symbol, Algorithm algorithm, Func<INamedTypeSymbol, ParsedExperiment?> experimentOf, Faults faults)
    {
        if (symbol is not INamedTypeSymbol named || named.TypeKind == TypeKind.Error)
        {
            faults.ReportUnseen(attribute.PositionalLocation(0, at), "an experiment", type.Name);
            return null;
        }

        if (!AttributeReader.Has(named, KnownTypes.ExperimentAttribute))
        {
            return Refuse("is no experiment", "name a class that is marked [Experiment]");
        }

        if (!SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, type.ContainingAssembly))
        {
            return Refuse("belongs to another project", "declare the search in the project of its experiments");
        }

        if (experimentOf(named)?.Experiment is not { } experiment)
        {
            return Refuse("has errors of its own", "mend those first");
        }

        return experiment.Settings.IsSearch ? Refuse($"is itself a search, by Algorithm.{experiment.Settings.Algorithm}", "name a tuned run, such as one by Algorithm.Joint")
            : experiment.Settings.Algorithm == Algorithm.Global && algorithm == Algorithm.SuccessiveHalving ? Refuse("tunes by Algorithm.Global, whose hyperparameters move only when half of the runs were left behind", "write Algorithm = Algorithm.Bayesian or Algorithm.Random, or name another experiment")
            : experiment;

        ExperimentModel? Refuse(string found, string cure)
        {
            faults.Report(RunSearchRules.Experiment, attribute.PositionalLocation(0, at), type.Name, symbol.ShortName(), found, cure);
            return null;
        }
    }

    private static void Compare(
        INamedTypeSymbol type, AttributeReader attribute, IReadOnlyList<ExperimentModel> experiments, int named, IReadOnlyList<(VariedModel Varied, Location Location)> varied, Faults faults)
    {
        if (experiments.Count == 0 || experiments.Count < named)
        {
            return;
        }

        for (var i = 1; i < experiments.Count; i++)
        {
            if (experiments.Take(i).Any(before => before.Place == experiments[i].Place))
            {
                faults.Report(RunSearchRules.Experiment, attribute.PositionalLocation(0, i), type.Name, experiments[i].Place.Name, "is there already", "name each experiment once");
            }
            else if (StepsOf(experiments[i]) != StepsOf(experiments[0]))
            {
                faults.Report(
                    RunSearchRules.Steps, attribute.PositionalLocation(0, i), type.Name, experiments[0].Place.Name, StepsOf(experiments[0]).Prose(), experiments[i].Place.Name, StepsOf(experiments[i]).Prose());
            }
        }

        foreach (var (setting, location) in varied)
        {
            var name = setting.Setting.ToString();
            if (experiments.All(experiment => !new AlgorithmSettings(experiment.Settings.Algorithm, experiment.Family, experiment.Settings.Solver).IsRead(name)))
            {
                faults.Report(RunSearchRules.NotRead, location, type.Name, name, experiments.Count == 1 ? $"'{experiments[0].Place.Name}'" : "any of its experiments");
            }
        }
    }

    private static int StepsOf(ExperimentModel experiment)
    {
        foreach (var number in experiment.Settings.Numbers)
        {
            if (number.Setting == "Steps")
            {
                return (int)number.Value;
            }
        }

        return ExperimentDefaults.Steps;
    }
}
