using System.Collections.Concurrent;
using Hyper.Dsl;
using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Gradients;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>
/// The cuts between what a model's forward method and training loss return and what they are computed from. A cut is
/// reported where it closes the only way: a mask, a measure aside or a straight-through estimate has another.
/// </summary>
internal sealed class GradientCuts
{
    private static readonly IReadOnlyDictionary<Value, ISymbol> NoSources = new Dictionary<Value, ISymbol>();

    private readonly INamedTypeSymbol _model;
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<ISymbol>> _readers = new(SymbolEqualityComparer.Default);

    public GradientCuts(INamedTypeSymbol model) => _model = model;

    /// <summary>Notes which members use a layer.</summary>
    public void Visit(IPropertyReferenceOperation reference, ISymbol member)
        => _readers.GetOrAdd(reference.Property.PartialDefinitionPart ?? reference.Property, _ => []).Add(member);

    /// <summary>Reports the cuts of the forward method, of layers that no other member uses, and those of the losses.</summary>
    /// <param name="reading">What the bodies say.</param>
    /// <param name="compilation">The project, with the experiments that use the model.</param>
    /// <param name="escapes">Whether the model hands itself to other code, which may use any layer.</param>
    /// <param name="report">Takes what is found.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Report(ModelReading reading, Compilation compilation, bool escapes, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var isOfOneSample = new Lazy<bool>(() => HasOneSampleOnly(_model, compilation, cancellation));
        var (forward, _) = FlowOfValues.Of(reading.OfForward, reading.Outputs, NoSources, []);
        ReportNumbers(forward);
        if (!forward.IsUnknown && !escapes)
        {
            var followed = new HashSet<ISymbol>(reading.OfForward.OfType<FollowedCall>().Select(call => call.Method.OriginalDefinition), SymbolEqualityComparer.Default) { reading.Forward };
            var inTraining = new HashSet<ISymbol>(reading.Training is { } training ? reading.Of(training).OfType<LayerValue>().Select(layer => layer.Property) : [], SymbolEqualityComparer.Default);
            Report(
                forward.Cut.Where(cut => LayerKinds.IsLayer(cut.Source) && !forward.IsOpen(cut.Source) && !inTraining.Contains(cut.Source) && IsReadByNoOther(cut.Source, followed)),
                "the model's outputs",
                report);
        }

        if (reading.Training is { } fit)
        {
            var (whole, terms) = FlowOfLoss(fit);
            ReportNumbers(whole);
            ReportOutputs(whole, fit, "the training loss");
            var constant = terms.Where(term => !term.IsUnknown && term.Open.All(FlowOfValues.IsHyperparameter));
            var told = whole.Cut.Where(cut => !LayerKinds.IsLayer(cut.Source)).Select(cut => cut.Cut).ToList();
            Report(constant.SelectMany(term => term.Cut).Where(cut => LayerKinds.IsLayer(cut.Source) && !told.Contains(cut.Cut)), "this term of the training loss", report);
        }

        // One method may be both losses: what is wrong with it is said once.
        if (reading.Validation is { } score && !SymbolEqualityComparer.Default.Equals(score.Method, reading.Training?.Method))
        {
            ReportOutputs(FlowOfLoss(score).Whole, score, "the validation loss");
        }

        (GradientFlow Whole, IReadOnlyList<GradientFlow> Terms) FlowOfLoss(LossReading loss)
            => FlowOfValues.Of(reading.Of(loss), loss.Value, new Dictionary<Value, ISymbol> { [reading.Outputs] = loss.Method.Parameters[0] }, reading.Layers);

        void ReportNumbers(GradientFlow whole)
        {
            foreach (var cut in whole.Cut.Where(cut => FlowOfValues.IsHyperparameter(cut.Source) && !isOfOneSample.Value))
            {
                report(Diagnostic.Create(DataFlowRules.ReadAsNumber, cut.Cut.Site, Capital(cut.Cut.Name), cut.Source.Name));
            }
        }

        void ReportOutputs(GradientFlow whole, LossReading loss, string from)
        {
            var outputs = loss.Method.Parameters[0];
            foreach (var cut in whole.Cut.Where(cut => !whole.IsUnknown && SymbolEqualityComparer.Default.Equals(cut.Source, outputs) && !whole.IsOpen(cut.Source)))
            {
                Report(cut.Cut, from, $"the model's outputs '{outputs.Name}'", report);
            }
        }
    }

    private bool IsReadByNoOther(ISymbol layer, HashSet<ISymbol> methods)
        => _readers.TryGetValue(layer, out var readers) && readers.All(reader => methods.Contains(reader));

    /// <summary>Reports each cut once, with all layers behind it.</summary>
    private static void Report(IEnumerable<SourceCut> cuts, string from, Action<Diagnostic> report)
    {
        foreach (var cut in cuts.GroupBy(cut => cut.Cut))
        {
            var names = cut.Select(source => $"'{source.Source.Name}'").Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();
            Report(cut.Key, from, (names.Count == 1 ? "the layer " : "the layers ") + string.Join(" and ", names), report);
        }
    }

    private static void Report(GradientCut cut, string from, string to, Action<Diagnostic> report)
        => report(Diagnostic.Create(DataFlowRules.GradientCutOff, cut.Site, Capital(cut.Name), from, to, cut.Cure));

    /// <summary>A name that begins a sentence: that of a method in quotation marks.</summary>
    private static string Capital(string name)
        => name.StartsWith("the ", StringComparison.Ordinal) ? "The" + name.Substring(3) : $"'{name}'";

    /// <summary>Whether every experiment with the model learns a response with a single hyperparameter sample, where one number is all there is.</summary>
    private static bool HasOneSampleOnly(INamedTypeSymbol model, Compilation compilation, CancellationToken cancellation)
    {
        var experiments = Types(compilation.Assembly.GlobalNamespace)
            .Select(type => AttributeReader.Find(type, KnownTypes.ExperimentAttribute, cancellation))
            .OfType<AttributeReader>()
            .Where(experiment => SymbolEqualityComparer.Default.Equals(experiment.TypeArgument, model))
            .ToList();
        return experiments.Count > 0 && experiments.All(experiment => experiment.IsBroken || HasOneSample(experiment));
    }

    private static bool HasOneSample(AttributeReader experiment)
    {
        var algorithm = experiment.Positional<Algorithm>(0);
        return algorithm == Algorithm.Simplified || (!algorithm.IsHypergradient() && experiment.Named("HyperSamples", ExperimentDefaults.HyperSamples) == 1);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within)
        => within.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member =>
            member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));
}
