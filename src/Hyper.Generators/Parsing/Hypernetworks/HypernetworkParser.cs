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

/// <summary>Reads the response families of a model class and its layers, or of an experiment, and works out their blocks and sizes.</summary>
internal static class HypernetworkParser
{
    /// <summary>The hypernetwork that a model has where an experiment names none.</summary>
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

        var named = FamilyRequest.Named(attribute, EnumOptions.Read(attribute, 0, Hypernetwork.Auto, HyperparameterRules.UndefinedOption, type.Name, faults));
        var choice = named == Hypernetwork.Auto ? FamilyChoice.For(SizeOf(layers, hyperparameters)) : null;
        var family = choice?.Family ?? named;
        var requests = layers.Select(layer => FamilyRequest.Of(type, attribute, family, choice is null, layer, faults, cancellation)).ToList();

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

        var hypernetwork = Divide(type, family, layers, hyperparameters, requests, faults);
        return hypernetwork is not null && hypernetwork.Blocks.Any(block => block.Family == family) ? hypernetwork with { Choice = choice?.Because } : hypernetwork;
    }

    /// <summary>The hypernetwork that an experiment names, in place of its model's own; <see langword="null"/> where it names none, or a wrong one.</summary>
    /// <param name="type">The experiment.</param>
    /// <param name="attribute">What it says.</param>
    /// <param name="model">Its model.</param>
    /// <param name="faults">Where faults go.</param>
    public static HypernetworkModel? ParseOwn(INamedTypeSymbol type, AttributeReader attribute, ModelClass model, Faults faults)
    {
        var family = FamilyRequest.Named(attribute, EnumOptions.Read(attribute, "Hypernetwork", Hypernetwork.Auto, HyperparameterRules.UndefinedOption, type.Name, faults));
        if (family == Hypernetwork.Auto)
        {
            return null;
        }

        var request = FamilyRequest.OfExperiment(type, attribute, family);
        FamilyRequest.CheckOptions(attribute, type.Name, [request.Family], faults);
        return faults.Refused ? null : Divide(type, family, model.Layers, model.Hyperparameters, [.. model.Layers.Select(_ => request)], faults);
    }

    /// <summary>Divides the layers into blocks, and counts.</summary>
    private static HypernetworkModel? Divide(
        INamedTypeSymbol type, Hypernetwork family, EquatableArray<LayerModel> layers, EquatableArray<HyperparameterModel> hyperparameters, IReadOnlyList<FamilyRequest> requests, Faults faults)
    {
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
        var size = SizeOf(layers, hyperparameters);
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

    private static HypernetworkSize SizeOf(IReadOnlyCollection<LayerModel> layers, EquatableArray<HyperparameterModel> hyperparameters)
        => HypernetworkSize.Of(layers.Sum(layer => (long)layer.WeightCount), layers.Sum(layer => (long)layer.RowCount()), hyperparameters);

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
