using Hyper.Dsl;
using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Refuses a hypernetwork that is absurdly large, and says which response family would fit.</summary>
internal static class HypernetworkSizeCheck
{
    /// <summary>Checks the whole, and offers a cure for its largest block.</summary>
    /// <param name="type">The model class.</param>
    /// <param name="location">Where the largest block's family is written.</param>
    /// <param name="size">The dimensions of the largest block.</param>
    /// <param name="ofBlock">The parameters of the largest block.</param>
    /// <param name="parameters">The parameters of all blocks.</param>
    /// <param name="block">The largest block of several; <see langword="null"/> where there is one only.</param>
    /// <param name="faults">Where the fault goes.</param>
    public static void Check(INamedTypeSymbol type, Location location, HypernetworkSize size, double ofBlock, double parameters, HypernetworkBlock? block, Faults faults)
    {
        if (parameters <= HypernetworkSize.ComfortableParameters)
        {
            return;
        }

        var rule = parameters > int.MaxValue ? Rules.HypernetworkTooLarge : Rules.HypernetworkLarge;
        faults.Report(rule, location, type.Name, parameters.Grouped(), NumberText.Megabytes(parameters), Cure(size, parameters - ofBlock, block));
    }

    private static string Cure(HypernetworkSize size, double otherBlocks, HypernetworkBlock? block)
    {
        var rank = Math.Max(1, size.DefaultRank);
        var candidates = new List<(string Text, double Parameters)>
        {
            ("Hypernetwork.Linear", size.Of(Hypernetwork.Linear, 0, 0)),
            ($"Hypernetwork.Factorized with Rank = {rank.Text()}", size.Of(Hypernetwork.Factorized, rank, 0)),
            ("Hypernetwork.Factorized with Rank = 1", size.Of(Hypernetwork.Factorized, 1, 0)),
            ("Hypernetwork.Structured", size.Of(Hypernetwork.Structured, 0, 0)),
        };
        if (size.OneAWeight > 0)
        {
            candidates.Add(("Hypernetwork.Elementwise", size.Of(Hypernetwork.Elementwise, 0, 0)));
        }

        var fitting = candidates
            .Where(candidate => otherBlocks + candidate.Parameters <= HypernetworkSize.ComfortableParameters)
            .GroupBy(candidate => candidate.Parameters)
            .Select(group => $"{group.First().Text} ({NumberText.Megabytes(group.Key)} MB)")
            .ToList();
        var where = block is null ? "" : block.FirstName == block.LastName ? $"for {block.FirstName} " : $"for {block.FirstName} to {block.LastName} ";
        return fitting.Count == 0
            ? $"{where}no response family fits: make the layers smaller, or use a coarser Per"
            : $"{where}use {string.Join(" or ", fitting)}";
    }
}
