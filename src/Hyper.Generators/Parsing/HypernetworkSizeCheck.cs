using Hyper.Dsl;
using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Refuses a hypernetwork that is absurdly large, and says which response family would fit.</summary>
internal static class HypernetworkSizeCheck
{
    public static void Check(INamedTypeSymbol type, AttributeReader attribute, HypernetworkSize size, double parameters, Faults faults)
    {
        if (parameters <= HypernetworkSize.ComfortableParameters)
        {
            return;
        }

        var rule = parameters > int.MaxValue ? Rules.HypernetworkTooLarge : Rules.HypernetworkLarge;
        faults.Report(rule, attribute.PositionalLocation(0), type.Name, parameters.Grouped(), NumberText.Megabytes(parameters), Cure(size));
    }

    private static string Cure(HypernetworkSize size)
    {
        var rank = Math.Max(1, size.DefaultRank);
        var candidates = new List<(string Text, double Parameters)>
        {
            ("Hypernetwork.Linear", size.Of(Hypernetwork.Linear, 0, 0)),
            ($"Hypernetwork.Factorized with Rank = {rank.Text()}", size.Of(Hypernetwork.Factorized, rank, 0)),
            ("Hypernetwork.Factorized with Rank = 1", size.Of(Hypernetwork.Factorized, 1, 0)),
        };
        if (size.OneAWeight > 0)
        {
            candidates.Add(("Hypernetwork.Elementwise", size.Of(Hypernetwork.Elementwise, 0, 0)));
        }

        var fitting = candidates
            .Where(candidate => candidate.Parameters <= HypernetworkSize.ComfortableParameters)
            .GroupBy(candidate => candidate.Parameters)
            .Select(group => $"{group.First().Text} ({NumberText.Megabytes(group.Key)} MB)")
            .ToList();
        return fitting.Count == 0
            ? "no response family fits: make the layers smaller, or use a coarser Per"
            : $"use {string.Join(" or ", fitting)}";
    }
}
