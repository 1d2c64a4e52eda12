using Hyper.Dsl;
using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Reads the response family of a model class and works out its size.</summary>
internal static class HypernetworkParser
{
    public static HypernetworkModel? Parse(
        INamedTypeSymbol type,
        EquatableArray<LayerModel> layers,
        EquatableArray<HyperparameterModel> hyperparameters,
        Faults faults,
        CancellationToken cancellation)
    {
        var attribute = AttributeReader.Find(type, KnownTypes.HyperModelAttribute, cancellation)!;
        if (attribute.IsBroken)
        {
            faults.RefuseSilently();
            return null;
        }

        var family = EnumOptions.Read(attribute, 0, Hypernetwork.Factorized, Rules.UndefinedOption, type.Name, faults);
        var rank = attribute.Named("Rank", ExperimentDefaults.Rank);
        var hiddenUnits = attribute.Named("HiddenUnits", ExperimentDefaults.HiddenUnits);
        CheckOption("Rank", rank, Rules.RankBelowOne, Hypernetwork.Factorized);
        CheckOption("HiddenUnits", hiddenUnits, Rules.HiddenUnitsBelowOne, Hypernetwork.Mlp);
        if (faults.Refused)
        {
            // What follows counts weights and values: where some are missing it would only complain about the consequences.
            return null;
        }

        var size = new HypernetworkSize(
            layers.Sum(layer => (long)layer.WeightCount),
            hyperparameters.Sum(hyperparameter => (long)hyperparameter.Count),
            hyperparameters.Count(hyperparameter => hyperparameter.Per == Per.Weight));
        rank = family == Hypernetwork.Factorized ? Rank(type, attribute, size, faults) : 0;
        hiddenUnits = family == Hypernetwork.Mlp ? hiddenUnits : 0;
        if (family == Hypernetwork.Elementwise && size.OneAWeight == 0)
        {
            faults.Report(Rules.NothingElementwise, attribute.PositionalLocation(0), type.Name);
        }

        if (faults.Refused)
        {
            return null;
        }

        var parameters = size.Of(family, rank, hiddenUnits);
        HypernetworkSizeCheck.Check(type, attribute, size, parameters, faults);
        return new HypernetworkModel(family, rank, hiddenUnits, (int)Math.Min(parameters, int.MaxValue));

        void CheckOption(string option, int value, DiagnosticDescriptor belowOne, Hypernetwork reader)
        {
            if (!attribute.IsGiven(option))
            {
                return;
            }

            if (family != reader)
            {
                faults.Report(Rules.OptionNotRead, attribute.NamedLocation(option), type.Name, family, option, reader);
            }
            else if (value < 1)
            {
                faults.Report(belowOne, attribute.NamedLocation(option), type.Name, value.Text());
            }
        }
    }

    private static int Rank(INamedTypeSymbol type, AttributeReader attribute, HypernetworkSize size, Faults faults)
    {
        if (!attribute.IsGiven("Rank"))
        {
            return size.DefaultRank;
        }

        var rank = attribute.Named("Rank", ExperimentDefaults.Rank);
        if (rank >= size.RankLimit)
        {
            var cure = size.RankLimit > 1
                ? $"write a rank from 1 to {(size.RankLimit - 1).Grouped()}, or use Hypernetwork.Linear"
                : "use Hypernetwork.Linear, which is the same response with fewer parameters";
            faults.Report(Rules.RankTooLarge, attribute.NamedLocation("Rank"), type.Name, rank.Text(), size.Hyperparameters.Grouped(), size.Weights.Grouped(), cure);
        }

        return rank;
    }
}
