using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hypernetworks;

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

        var rule = parameters > int.MaxValue ? HypernetworkRules.HypernetworkTooLarge : HypernetworkRules.HypernetworkLarge;
        var fitting = Fitting(size, parameters - ofBlock);
        var families = FamilyOffers.Of(fitting.Select(candidate => (candidate.Family, candidate.Width)));
        faults.ReportWithFamilies(rule, location, families, type.Name, parameters.Prose(), Numbers.Megabytes(parameters), Cure(fitting, block));
    }

    /// <summary>The families with which the whole fits comfortably, one for each size; the width is 0 where a family has none.</summary>
    private static IReadOnlyList<(ResponseFamily Family, int Width, double Parameters)> Fitting(HypernetworkSize size, double otherBlocks) =>
    [
        .. ResponseFamilies.All
            .SelectMany(family => family.Suggested(size).Select(width => (Family: family, Width: width, Parameters: family.Parameters(size, width))))
            .Where(candidate => otherBlocks + candidate.Parameters <= HypernetworkSize.ComfortableParameters)
            .GroupBy(candidate => candidate.Parameters)
            .Select(group => group.First()),
    ];

    private static string Cure(IReadOnlyList<(ResponseFamily Family, int Width, double Parameters)> fitting, HypernetworkBlock? block)
    {
        var named = fitting.Select(candidate => $"Hypernetwork.{candidate.Family.Name}{(candidate.Family.Width is { } option ? $" with {option.Name} = {candidate.Width.Code()}" : "")} ({Numbers.Megabytes(candidate.Parameters)} MB)");
        var where = block is null ? "" : block.FirstName == block.LastName ? $"for {block.FirstName} " : $"for {block.FirstName} to {block.LastName} ";
        return fitting.Count == 0
            ? $"{where}no response family fits: make the layers smaller, or use a coarser Per"
            : $"{where}use {string.Join(" or ", named)}";
    }
}
