using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Parsing.Hypernetworks;
using Hyper.Generators.Parsing.Hyperparameters;
using Hyper.Generators.Parsing.Layers;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Models;

/// <summary>Reads a class marked <c>[HyperModel]</c>. The generator and the analyzer both call it, so they cannot disagree.</summary>
internal static class ModelParser
{
    public static ParseResult Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var faults = new Faults();
        var canReopen = ClassFormParser.Check(type, faults, cancellation);
        var forward = MethodParser.ParseForward(type, faults);
        var trainingLoss = MethodParser.ParseTrainingLoss(type, faults);
        var validationLoss = MethodParser.ParseValidationLoss(type, faults);
        var metrics = MethodParser.ParseMetrics(type, faults, cancellation);
        var layers = LayerParser.Parse(type, faults, cancellation);
        var hyperparameters = HyperparameterParser.Parse(type, layers, faults, cancellation);
        var sharedModules = SharedModuleParser.Parse(type, faults, cancellation);
        NameCheck.CheckModel(type, layers, hyperparameters, faults);
        var hypernetwork = HypernetworkParser.Parse(type, layers, hyperparameters, faults, cancellation);

        var place = TypePlaceParser.Parse(type);
        var model = faults.Refused ? null : new ModelClass(place, hypernetwork!, layers, hyperparameters, forward!, trainingLoss!, validationLoss!, sharedModules) { Metrics = metrics };
        var refused = faults.Refused && canReopen ? RefusedModelParser.Parse(type, place, faults, cancellation) : null;
        return new ParseResult(new ParsedClass(model, refused), faults.Found, faults.Unseen);
    }
}
