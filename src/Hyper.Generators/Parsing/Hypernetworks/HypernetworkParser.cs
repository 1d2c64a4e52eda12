using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hypernetworks;

/// <summary>Reads the response families of a model class and its layers, and works out their blocks and sizes.</summary>
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
            faults.ReportUnseen(attribute.BrokenLocation(), "the arguments of [HyperModel]", type.Name);
            return null;
        }

        var family = EnumOptions.Read(attribute, 0, Hypernetwork.Factorized, HyperparameterRules.UndefinedOption, type.Name, faults);
        var requests = layers.Select(layer => FamilyRequest.Of(type, attribute, family, layer, faults, cancellation)).ToList();

        // The class's own options serve each layer that has the family and says nothing else.
        FamilyRequest.CheckOptions(attribute, type.Name, [ResponseFamilies.Of(family), .. requests.Select(request => request.Family)], faults);
        if (faults.Refused)
        {
            // What follows counts weights and values: where some are missing it would only complain about the consequences.
            return null;
        }

        if (requests.FirstOrDefault(request => request.Family.IsComputed) is { } computed
            && requests.FirstOrDefault(request => !request.Family.IsComputed) is { } other)
        {
            // Whichever of the two a layer asked for is the one to point at.
            faults.Report(HypernetworkRules.CurvatureInHybrid, (ResponseFamilies.Of(family).IsComputed ? other : computed).FamilyLocation, type.Name);
            return null;
        }

        var blocks = new List<(HypernetworkBlock Block, HypernetworkSize Size, FamilyRequest Request)>();
        for (var first = 0; first < layers.Count;)
        {
            var end = first + 1;
            while (end < layers.Count && requests[first].Joins(requests[end]))
            {
                end++;
            }

            blocks.Add(Block([.. layers.Skip(first).Take(end - first)], first, hyperparameters, requests[first], faults));
            first = end;
        }

        if (faults.Refused)
        {
            return null;
        }

        var parameters = blocks.ConvertAll(part => part.Request.Family.Parameters(part.Size, part.Block.Width));
        var largest = parameters.IndexOf(parameters.Max());
        HypernetworkSizeCheck.Check(type, blocks[largest].Request.FamilyLocation, blocks[largest].Size, parameters[largest], parameters.Sum(), blocks.Count > 1 ? blocks[largest].Block : null, faults);
        return new HypernetworkModel(
            // Where every layer overrides it, the family of the class is nobody's.
            blocks.Count == 1 || blocks.TrueForAll(part => part.Block.Family != family) ? blocks[0].Block.Family : family,
            (int)Math.Min(parameters.Sum(), int.MaxValue),
            blocks.Select(part => part.Block).ToEquatableArray());
    }

    private static (HypernetworkBlock Block, HypernetworkSize Size, FamilyRequest Request) Block(
        IReadOnlyList<LayerModel> layers, int firstLayer, EquatableArray<HyperparameterModel> hyperparameters, FamilyRequest request, Faults faults)
    {
        var size = HypernetworkSize.Of(layers.Sum(layer => (long)layer.WeightCount), layers.Sum(layer => (long)layer.RowCount()), hyperparameters);
        if (request.Family.NeedsOneAWeight && size.OneAWeight == 0)
        {
            faults.ReportWithFamilies(HypernetworkRules.NothingElementwise, request.FamilyLocation, Offers(Hypernetwork.Linear, Hypernetwork.Factorized), request.Owner("Hypernetwork"));
        }

        var block = new HypernetworkBlock(
            request.Family.Name,
            request.Family.Width is { } option ? Width(option, request, size, faults) : 0,
            layers[0].Name,
            layers[layers.Count - 1].Name,
            firstLayer,
            layers.Count,
            layers[0].Offset,
            (int)size.Weights,
            (int)size.Rows);
        return (block, size, request);
    }

    private static int Width(FamilyOption option, FamilyRequest request, HypernetworkSize size, Faults faults)
    {
        if (request.Width is not { } width)
        {
            return option.DefaultIn(size);
        }

        if (option.Limit?.Invoke(size) is { } limit && width >= limit)
        {
            var cure = limit > 1
                ? $"write a rank from 1 to {(limit - 1).Prose()}, or use Hypernetwork.Linear"
                : "use Hypernetwork.Linear, which is the same response with fewer parameters";
            var linear = ResponseFamilies.Of(Hypernetwork.Linear).Parameters(size, 0);
            var families = request.Owner(option.Name) == request.Owner("Hypernetwork") && linear <= HypernetworkSize.ComfortableParameters ? Offers(Hypernetwork.Linear) : null;
            faults.ReportWithFamilies(HypernetworkRules.RankTooLarge, request.OptionLocation(option.Name), families, request.Owner(option.Name), width.Code(), size.Hyperparameters.Prose(), size.Weights.Prose(), cure);
        }

        return width;
    }

    /// <summary>Families with the widths that they have where nothing is said.</summary>
    private static string Offers(params Hypernetwork[] families) => FamilyOffers.Of(families.Select(name => (ResponseFamilies.Of(name) with { Width = null }, 0)));
}
