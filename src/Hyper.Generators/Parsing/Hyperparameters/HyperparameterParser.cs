using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hyperparameters;

/// <summary>Reads the hyperparameters of a model class.</summary>
internal static class HyperparameterParser
{
    public static EquatableArray<HyperparameterModel> Parse(INamedTypeSymbol type, EquatableArray<LayerModel> layers, Faults faults, CancellationToken cancellation)
    {
        var properties = type.GetMembers().OfType<IPropertySymbol>().Where(property => AttributeReader.Has(property, KnownTypes.HyperparameterAttribute)).ToList();
        var hyperparameters = new List<HyperparameterModel>();
        var optimizerNumbers = new Dictionary<Optimizer, string>();
        var total = 0L;
        foreach (var property in properties)
        {
            if (LayerKinds.Of(property) is [var layer, ..])
            {
                // The property is checked as a layer: to hold its type against both roles would only add a riddle.
                faults.Report(StructureRules.TwoRoles, property.Identifier(), property.Name, layer.Name, "Hyperparameter");
                continue;
            }

            PropertyFormParser.Check(property, "Hyperparameter", KnownTypes.HyperTensor, faults, cancellation);
            var attribute = AttributeReader.Find(property, KnownTypes.HyperparameterAttribute, cancellation)!;
            if (attribute.IsBroken)
            {
                faults.ReportUnseen(attribute.BrokenLocation(), "the arguments of [Hyperparameter]", property.Name);
                continue;
            }

            var scale = EnumOptions.Read(attribute, "Scale", Scale.Linear, HyperparameterRules.UndefinedOption, property.Name, faults);
            var per = EnumOptions.Read(attribute, "Per", Per.Scalar, HyperparameterRules.UndefinedOption, property.Name, faults);
            var range = HyperparameterRange.Read(attribute, property, scale, faults);
            var count = CountOf(attribute, property, per, layers, faults);
            var of = OptimizerNumber.Read(attribute, property, scale, range, optimizerNumbers, faults);
            var offset = total;
            total += count;
            if (total <= int.MaxValue)
            {
                hyperparameters.Add(new HyperparameterModel(
                    property.Name,
                    PropertyFormParser.Modifiers(property, cancellation),
                    PropertyFormParser.HasDocumentation(property, cancellation),
                    scale,
                    range.Min,
                    range.Max,
                    range.Initial,
                    per,
                    count,
                    (int)offset,
                    PriorParser.Parse(attribute, property, range, scale, faults))
                {
                    Of = of,
                    Discrete = range.Discrete,
                    Hyperprior = HyperpriorOf(attribute, property, faults),
                    RateFactor = FactorOf("RateFactor", attribute, property, faults),
                    PerturbationFactor = FactorOf("PerturbationFactor", attribute, property, faults),
                    Penalized = EnumOptions.Read(attribute, "Penalized", Penalized.All, HyperparameterRules.UndefinedOption, property.Name, faults),
                });
            }
        }

        if (properties.Count == 0)
        {
            faults.Report(StructureRules.NoHyperparameter, type.Identifier(), type.Name);
        }

        if (total > int.MaxValue)
        {
            faults.Report(HyperparameterRules.TooManyValues, type.Identifier(), type.Name, total.Prose());
        }

        return hyperparameters.ToEquatableArray();
    }

    private static double HyperpriorOf(AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        var precision = attribute.Named("Hyperprior", 0.0);
        if (precision >= 0 && !double.IsInfinity(precision))
        {
            return precision;
        }

        // NaN is at or above nothing and ends up here too.
        faults.Report(HyperparameterRules.HyperpriorOutOfRange, attribute.NamedLocation("Hyperprior"), property.Name, precision.Code());
        return 0;
    }

    private static double FactorOf(string name, AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        var factor = attribute.Named(name, 1.0);
        if (factor >= 0 && !double.IsInfinity(factor))
        {
            return factor;
        }

        faults.Report(HyperparameterRules.FactorOutOfRange, attribute.NamedLocation(name), property.Name, name, factor.Code());
        return 1;
    }

    private static int CountOf(AttributeReader attribute, IPropertySymbol property, Per per, EquatableArray<LayerModel> layers, Faults faults)
    {
        var given = attribute.Named("Count", 1);
        if (given < 1)
        {
            faults.Report(HyperparameterRules.CountBelowOne, attribute.NamedLocation("Count"), property.Name, given.Code());
        }

        if (per == Per.Example && !attribute.IsGiven("Count"))
        {
            faults.Report(HyperparameterRules.ExamplesUncounted, attribute.NamedLocation("Per"), property.Name);
        }

        if (attribute.IsGiven("Count") && attribute.IsGiven("Per") && per != Per.Example)
        {
            faults.Report(HyperparameterRules.CountAndPer, attribute.NamedLocation("Count"), property.Name);
        }

        return per switch
        {
            Per.Layer => layers.Count,
            Per.Unit => layers.Sum(layer => layer.Units),
            Per.Weight => layers.Sum(layer => layer.WeightCount),
            _ => Math.Max(1, given),
        };
    }
}
