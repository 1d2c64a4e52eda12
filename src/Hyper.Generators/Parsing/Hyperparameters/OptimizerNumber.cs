using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hyperparameters;

/// <summary>Reads which number of the optimizer a hyperparameter is, and holds it to what such a number can be.</summary>
internal static class OptimizerNumber
{
    // Options that are about several values, about weights under a penalty, or about perturbations that nothing with an optimizer draws.
    private static readonly string[] Foreign = ["Per", "Count", "Discrete", "Penalized", "PerturbationFactor"];

    /// <summary>Reads it.</summary>
    /// <param name="attribute">What the hyperparameter says.</param>
    /// <param name="property">The hyperparameter.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="range">Its bounds.</param>
    /// <param name="taken">The numbers that earlier hyperparameters are, with their names; it is added to.</param>
    /// <param name="faults">Where faults go.</param>
    public static Optimizer Read(AttributeReader attribute, IPropertySymbol property, Scale scale, HyperparameterRange range, IDictionary<Optimizer, string> taken, Faults faults)
    {
        var number = EnumOptions.Read(attribute, "Of", Optimizer.None, HyperparameterRules.UndefinedOption, property.Name, faults);
        if (number == Optimizer.None)
        {
            return number;
        }

        foreach (var option in Foreign.Where(attribute.IsGiven))
        {
            faults.Report(HyperparameterRules.OptimizerOption, attribute.NamedLocation(option), property.Name, number, option);
        }

        if (taken.TryGetValue(number, out var other))
        {
            faults.Report(HyperparameterRules.OptimizerNumberTwice, attribute.NamedLocation("Of"), property.Name, other, number);
        }
        else
        {
            taken.Add(number, property.Name);
        }

        if (WhatIsWrong(number, scale, range) is { } wrong)
        {
            faults.Report(HyperparameterRules.OptimizerRange, attribute.NamedLocation("Of"), property.Name, number, wrong.Range, wrong.Cure);
        }

        return number;
    }

    private static (string Range, string Cure)? WhatIsWrong(Optimizer number, Scale scale, HyperparameterRange range)
    {
        var isAboveZero = scale == Scale.Log || range.Min >= 0;
        return number switch
        {
            Optimizer.Momentum when !isAboveZero || !(range.Max <= 1) => ("lies between 0 and 1", "write Min = 0 and Max = 1, or bounds between those"),
            Optimizer.LearningRate when !isAboveZero => ("is above 0", "write Scale = Scale.Log"),
            Optimizer.WeightDecay when !isAboveZero => ("is above 0", "write Scale = Scale.Log"),
            _ => null,
        };
    }
}
