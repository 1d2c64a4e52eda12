using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hyperparameters;

/// <summary>The bounds of a hyperparameter and the value that it starts from.</summary>
internal sealed record HyperparameterRange(double Min, double Max, double Initial)
{
    /// <summary>Whether the values are whole numbers, which reach their bounds.</summary>
    public bool Discrete { get; init; }

    public static HyperparameterRange Read(AttributeReader attribute, IPropertySymbol property, Scale scale, Faults faults)
    {
        var min = attribute.Named("Min", double.NegativeInfinity);
        var max = attribute.Named("Max", double.PositiveInfinity);
        var range = new HyperparameterRange(min, max, attribute.Named("Initial", double.NaN)) { Discrete = attribute.Named("Discrete", false) };
        if (!(min < max))
        {
            // NaN is below nothing and ends up here too.
            var location = attribute.NamedLocation(attribute.IsGiven("Min") ? "Min" : "Max");
            faults.Report(HyperparameterRules.BoundsUpsideDown, location, property.Name, min.Code(), max.Code());
            return range;
        }

        if (scale == Scale.Log && !range.CheckPositive(attribute, property, faults))
        {
            return range;
        }

        if (range.Discrete && !range.CheckWhole(attribute, property, faults))
        {
            return range;
        }

        return range.CheckInitial(attribute, property, scale, faults);
    }

    /// <summary>A bound that is not given says nothing: on a log scale everything is above zero anyway.</summary>
    private bool CheckPositive(AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        return Check("Min", Min) & Check("Max", Max) & Check("Initial", Initial);

        bool Check(string name, double value)
        {
            if (!attribute.IsGiven(name) || double.IsNaN(value) || value > 0)
            {
                return true;
            }

            faults.Report(HyperparameterRules.LogNotPositive, attribute.NamedLocation(name), property.Name, name, value.Code());
            return false;
        }
    }

    /// <summary>A whole number that is read as an <c>int</c>.</summary>
    private bool CheckWhole(AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        return Check("Min", Min) & Check("Max", Max) & Check("Initial", Initial);

        bool Check(string name, double value)
        {
            if (!attribute.IsGiven(name) || double.IsNaN(value) || double.IsInfinity(value) || (value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue))
            {
                return true;
            }

            faults.Report(HyperparameterRules.DiscreteNotWhole, attribute.NamedLocation(name), property.Name, name, value.Code());
            return false;
        }
    }

    private HyperparameterRange CheckInitial(AttributeReader attribute, IPropertySymbol property, Scale scale, Faults faults)
    {
        var hasBothBounds = !double.IsInfinity(Min) && !double.IsInfinity(Max);
        if (!attribute.IsGiven("Initial") && hasBothBounds)
        {
            // Halves and roots come first, because a sum or product of large bounds is infinite.
            var midpoint = scale == Scale.Log ? Math.Sqrt(Min) * Math.Sqrt(Max) : (Min / 2) + (Max / 2);
            return (this with { Initial = Discrete ? Math.Round(midpoint) : midpoint }).CheckInside(attribute, property, faults);
        }

        if (!attribute.IsGiven("Initial"))
        {
            faults.Report(HyperparameterRules.InitialMissing, property.Identifier(), property.Name, "no initial value");
            return this;
        }

        if (double.IsNaN(Initial) || double.IsInfinity(Initial))
        {
            faults.Report(HyperparameterRules.InitialMissing, attribute.NamedLocation("Initial"), property.Name, $"Initial = {Initial.Code()}");
            return this;
        }

        return CheckInside(attribute, property, faults);
    }

    private HyperparameterRange CheckInside(AttributeReader attribute, IPropertySymbol property, Faults faults)
    {
        var isInside = Discrete ? Min <= Initial && Initial <= Max : Min < Initial && Initial < Max;
        if (!isInside)
        {
            var location = attribute.IsGiven("Initial") ? attribute.NamedLocation("Initial") : property.Identifier();
            faults.Report(HyperparameterRules.InitialOutside, location, property.Name, Initial.Code(), Min.Code(), Max.Code());
        }

        return this;
    }
}
