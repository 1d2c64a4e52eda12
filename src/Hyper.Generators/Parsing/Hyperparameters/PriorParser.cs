using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hyperparameters;

/// <summary>Reads what global training draws a hyperparameter from.</summary>
internal static class PriorParser
{
    private static readonly IReadOnlyList<string> Ends = ["PriorMin", "PriorMax"];

    /// <returns><see langword="null"/> where the user says nothing, or something that a rule refuses.</returns>
    public static PriorModel? Parse(AttributeReader attribute, IPropertySymbol property, HyperparameterRange range, Scale scale, Faults faults)
    {
        var kind = EnumOptions.Read(attribute, "Prior", Prior.Normal, HyperparameterRules.UndefinedOption, property.Name, faults);
        if (kind == Prior.Normal)
        {
            return ParseNormal(attribute, property, faults);
        }

        if (attribute.IsGiven("PriorDeviation"))
        {
            ReportUnread("PriorDeviation", "Prior.Normal");
        }

        var min = End("PriorMin", "Min", range.Min, lower: true);
        var max = End("PriorMax", "Max", range.Max, lower: false);
        if (min is not { } from || max is not { } to)
        {
            return null;
        }

        if (!(from < to))
        {
            Report(attribute.IsGiven("PriorMin") ? "PriorMin" : "PriorMax", $"goes from {from.Code()} to {to.Code()}", "write a lower end below the upper one");
            return null;
        }

        if ((kind == Prior.LogUniform || scale == Scale.Log) && from <= 0)
        {
            Report(attribute.IsGiven("PriorMin") ? "PriorMin" : "Prior", $"starts at {from.Code()}, which has no logarithm", "write a PriorMin above 0");
            return null;
        }

        return new PriorModel(kind, double.NaN, from, to);

        double? End(string own, string bound, double fallback, bool lower)
        {
            var value = attribute.Named(own, fallback);
            if (attribute.IsGiven(own) && (double.IsNaN(value) || double.IsInfinity(value)))
            {
                Report(own, $"has {own} = {value.Code()}", "write a finite number");
                return null;
            }

            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                // A bound that is not a number is refused elsewhere.
                Report("Prior", $"is {kind} and has no {(lower ? "lower" : "upper")} end", $"write {own}, or {bound}");
                return null;
            }

            if (lower ? value < range.Min : value > range.Max)
            {
                Report(own, $"has {own} = {value.Code()}, beyond {bound} = {fallback.Code()}", "write an end within the bounds");
                return null;
            }

            return value;
        }

        void Report(string where, string found, string cure) => faults.Report(HyperparameterRules.PriorWrong, attribute.NamedLocation(where), property.Name, found, cure);

        void ReportUnread(string option, string reader)
            => faults.Report(HyperparameterRules.PriorOptionNotRead, attribute.NamedLocation(option), property.Name, kind.ToString(), option, reader);
    }

    private static PriorModel? ParseNormal(AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        foreach (var end in Ends.Where(attribute.IsGiven))
        {
            faults.Report(
                HyperparameterRules.PriorOptionNotRead, attribute.NamedLocation(end), property.Name, nameof(Prior.Normal), end, "Prior.Uniform or Prior.LogUniform");
        }

        if (!attribute.IsGiven("PriorDeviation"))
        {
            return null;
        }

        var deviation = attribute.Named("PriorDeviation", ExperimentDefaults.PriorDeviation);
        if (deviation > 0 && !double.IsInfinity(deviation))
        {
            return new PriorModel(Prior.Normal, deviation, double.NaN, double.NaN);
        }

        faults.Report(
            HyperparameterRules.PriorWrong, attribute.NamedLocation("PriorDeviation"), property.Name, $"has PriorDeviation = {deviation.Code()}", "write a finite number above 0");
        return null;
    }
}
