using System.Collections.Concurrent;
using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Parsing.Experiments;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>
/// The cuts between what a model's forward method and training loss return and what they are computed from. A cut is
/// reported where it closes the only way: a mask, a measure aside or a straight-through estimate has another.
/// </summary>
internal sealed class GradientCuts
{
    private readonly INamedTypeSymbol _model;
    private readonly ConcurrentBag<(ISymbol Method, SourceCut Cut)> _ofForward = [];
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<ISymbol>> _readers = new(SymbolEqualityComparer.Default);

    public GradientCuts(INamedTypeSymbol model) => _model = model;

    /// <summary>Notes which members use a layer.</summary>
    public void Visit(IPropertyReferenceOperation reference, ISymbol member)
        => _readers.GetOrAdd(reference.Property.PartialDefinitionPart ?? reference.Property, _ => []).Add(member);

    public void Visit(OperationBlockAnalysisContext context)
    {
        // A model that is nested in this one is looked at by itself.
        if (context.OwningSymbol is not IMethodSymbol method || !SymbolEqualityComparer.Default.Equals(method.ContainingType, _model))
        {
            return;
        }

        var isForward = AttributeReader.Has(method, KnownTypes.ForwardAttribute);
        var isTraining = AttributeReader.Has(method, KnownTypes.TrainingLossAttribute);
        if (isForward == isTraining || context.OperationBlocks.FirstOrDefault(block => block.Kind == OperationKind.Block) is not { } block)
        {
            return;
        }

        var outputs = isTraining ? method.Parameters.FirstOrDefault() : null;
        var (whole, terms) = FlowOfMethod.Of(context.GetControlFlowGraph(block), outputs);
        var isOfOneSample = new Lazy<bool>(() => HasOneSampleOnly(_model, context.Compilation, context.CancellationToken));
        foreach (var cut in whole.Cut.Where(cut => FlowOfMethod.IsHyperparameter(cut.Source) && !isOfOneSample.Value))
        {
            context.ReportDiagnostic(Diagnostic.Create(DataFlowRules.ReadAsNumber, cut.Cut.Site, Capital(cut.Cut.Name), cut.Source.Name));
        }

        if (isForward && !whole.IsUnknown)
        {
            foreach (var cut in whole.Cut.Where(cut => LayerKinds.IsLayer(cut.Source) && !whole.IsOpen(cut.Source)))
            {
                _ofForward.Add((method, cut));
            }
        }

        foreach (var cut in whole.Cut.Where(cut => !whole.IsUnknown && SymbolEqualityComparer.Default.Equals(cut.Source, outputs) && !whole.IsOpen(cut.Source)))
        {
            Report(cut.Cut, "the training loss", $"the model's outputs '{cut.Source.Name}'", context.ReportDiagnostic);
        }

        var constant = terms.Where(term => isTraining && !term.IsUnknown && term.Open.All(FlowOfMethod.IsHyperparameter));
        Report(constant.SelectMany(term => term.Cut).Where(cut => LayerKinds.IsLayer(cut.Source)), "this term of the training loss", context.ReportDiagnostic);
    }

    /// <summary>Reports the cuts of the forward method, of layers that no other member uses.</summary>
    public void Report(bool escapes, Action<Diagnostic> report)
    {
        var closed = _ofForward.Where(found => !escapes && IsReadByNoOther(found.Cut.Source, found.Method)).Select(found => found.Cut);
        Report(closed, "the model's outputs", report);
    }

    private bool IsReadByNoOther(ISymbol layer, ISymbol method)
        => _readers.TryGetValue(layer, out var readers) && readers.All(reader => SymbolEqualityComparer.Default.Equals(reader, method));

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
