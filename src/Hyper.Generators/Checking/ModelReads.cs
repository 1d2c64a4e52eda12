using System.Collections.Concurrent;
using Hyper.Dsl;
using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>
/// What the code of one model reads of the model's own properties. A read anywhere but in the validation loss, and in what only that
/// calls, counts as one that training reaches; where the model hands itself to other code, nothing is said to be unread.
/// </summary>
internal sealed class ModelReads
{
    private readonly INamedTypeSymbol _type;
    private readonly IReadOnlyList<IPropertySymbol> _layers;
    private readonly IReadOnlyList<IPropertySymbol> _hyperparameters;
    private readonly Dictionary<ISymbol, Optimizer> _optimizers;
    private readonly ConcurrentBag<(ISymbol Property, ISymbol Member)> _reads = [];
    private readonly ConcurrentBag<(ISymbol From, ISymbol To)> _calls = [];
    private volatile bool _escapes;

    public ModelReads(INamedTypeSymbol type)
    {
        _type = type;
        _layers = Marked(type, LayerKinds.IsLayer);
        var hyperparameters = Marked(type, property => AttributeReader.Has(property, KnownTypes.HyperparameterAttribute));
        _optimizers = hyperparameters.Select(property => (Property: property, Of: OfWhat(property)))
            .Where(pair => pair.Of != Optimizer.None)
            .ToDictionary<(IPropertySymbol Property, Optimizer Of), ISymbol, Optimizer>(pair => pair.Property, pair => pair.Of, SymbolEqualityComparer.Default);

        // The optimizer reads its own, so that nothing in the model has to.
        _hyperparameters = [.. hyperparameters.Where(property => !_optimizers.ContainsKey(property))];
    }

    /// <summary>Whether the model hands itself to other code, which may read anything.</summary>
    public bool Escapes => _escapes;

    /// <summary>Notes a property that a member reads, and reports one that is the optimizer's.</summary>
    public void Visit(IPropertyReferenceOperation reference, ISymbol member, Action<Diagnostic> report)
    {
        if (IsNamedOnly(reference))
        {
            return;
        }

        var property = reference.Property.PartialDefinitionPart ?? reference.Property;
        if (_optimizers.TryGetValue(property, out var number))
        {
            report(Diagnostic.Create(DataFlowRules.OptimizersRead, reference.Syntax.GetLocation(), property.Name, number));
        }

        _reads.Add((property, member));
        if (reference.Property.GetMethod is { } getter)
        {
            _calls.Add((member, getter.OriginalDefinition));
        }
    }

    /// <summary>Notes a method that a member calls.</summary>
    public void Visit(IInvocationOperation call, ISymbol member) => _calls.Add((member, call.TargetMethod.OriginalDefinition));

    /// <summary>Notes a method that a member hands over.</summary>
    public void Visit(IMethodReferenceOperation reference, ISymbol member) => _calls.Add((member, reference.Method.OriginalDefinition));

    /// <summary>Notes a <c>this</c> that is used for more than to reach a member.</summary>
    public void Visit(IInstanceReferenceOperation instance)
    {
        var isReceiver = instance.Parent is IMemberReferenceOperation or IInvocationOperation { Instance: not null }
            && instance.Parent.ChildOperations.First() == instance;
        if (!isReceiver && instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
        {
            _escapes = true;
        }
    }

    /// <summary>Reports what validation reads and must not, and what nothing reads.</summary>
    /// <param name="reading">What the bodies say; null where there is no forward method.</param>
    /// <param name="report">Takes what is found.</param>
    public void Report(ModelReading? reading, Action<Diagnostic> report)
    {
        var inValidation = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (hyperparameter, site) in ReadInValidation(reading))
        {
            inValidation.Add(hyperparameter);
            report(Diagnostic.Create(DataFlowRules.ReadInValidation, site.Syntax.GetLocation(), hyperparameter.Name));
        }

        if (_escapes)
        {
            return;
        }

        var aside = ReachedByValidationAlone();
        var read = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (property, member) in _reads)
        {
            used.Add(property);
            if (!aside.Contains(member))
            {
                read.Add(property);
            }
        }

        ReportUnread(_hyperparameters.Where(property => !inValidation.Contains(property) && !read.Contains(property)), DataFlowRules.NeverRead, report);

        // A layer is used wherever it is used.
        ReportUnread(_layers.Where(property => !used.Contains(property)), DataFlowRules.LayerUnused, report);
    }

    /// <summary>
    /// The hyperparameters that the validation loss reads, each where it does; where a method of its own does that, at the call in
    /// the loss.
    /// </summary>
    private static IEnumerable<(IPropertySymbol Hyperparameter, IOperation Site)> ReadInValidation(ModelReading? reading)
    {
        if (reading?.Validation is not { } loss)
        {
            yield break;
        }

        var values = reading.Of(loss);
        var calls = values.OfType<FollowedCall>().Where(call => call.Method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet).ToList();
        var seen = new HashSet<(string, IOperation)>();
        foreach (var read in values.OfType<HyperparameterValue>())
        {
            var outermost = calls.Where(call => read.Index >= call.First && read.Index < call.Index).OrderBy(call => call.First).ThenByDescending(call => call.Index).FirstOrDefault();
            var site = outermost?.Site ?? read.Site!;
            if (seen.Add((read.Property.Name, site)))
            {
                yield return (read.Property, site);
            }
        }
    }

    /// <summary>The members that only the validation loss comes to.</summary>
    private HashSet<ISymbol> ReachedByValidationAlone()
    {
        var calls = _calls.ToLookup(call => call.From, call => call.To, SymbolEqualityComparer.Default);
        var called = new HashSet<ISymbol>(_calls.Where(call => !SymbolEqualityComparer.Default.Equals(call.From, call.To)).Select(call => call.To), SymbolEqualityComparer.Default);
        List<ISymbol> members = [.. _type.GetMembers().SelectMany(member => member is IPropertySymbol { GetMethod: { } getter } ? [member, getter] : new[] { member })];
        var validation = members.Where(IsOnlyValidation).ToList();
        var others = Reached(members.Where(member => !validation.Contains(member, SymbolEqualityComparer.Default) && (!called.Contains(member) || IsTrained(member))), calls);
        var aside = Reached(validation, calls);
        aside.ExceptWith(others);
        return aside;
    }

    private static HashSet<ISymbol> Reached(IEnumerable<ISymbol> from, ILookup<ISymbol, ISymbol> calls)
    {
        var reached = new HashSet<ISymbol>(from, SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>(reached);
        while (open.Count > 0)
        {
            foreach (var next in calls[open.Pop()].Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    // One method may be both losses.
    private static bool IsOnlyValidation(ISymbol member)
        => AttributeReader.Has(member, KnownTypes.ValidationLossAttribute) && !AttributeReader.Has(member, KnownTypes.TrainingLossAttribute);

    // A number that is no member is no member's: a rule of its own says so.
    private static Optimizer OfWhat(IPropertySymbol property)
        => AttributeReader.Find(property, KnownTypes.HyperparameterAttribute, CancellationToken.None)!.Named("Of", Optimizer.None) is var number && Enum.IsDefined(typeof(Optimizer), number)
            ? number
            : Optimizer.None;

    private static bool IsTrained(ISymbol member)
        => AttributeReader.Has(member, KnownTypes.ForwardAttribute) || AttributeReader.Has(member, KnownTypes.TrainingLossAttribute);

    // Code of a base class reaches a property that stands for one of its own.
    private static List<IPropertySymbol> Marked(INamedTypeSymbol type, Func<IPropertySymbol, bool> isMarked)
        => [.. type.GetMembers().OfType<IPropertySymbol>().Where(property => isMarked(property) && !property.IsOverride && !Implements(type, property))];

    private static bool Implements(INamedTypeSymbol type, IPropertySymbol property)
        => type.AllInterfaces.SelectMany(one => one.GetMembers().OfType<IPropertySymbol>()).Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), property));

    /// <summary>Whether the reference stands in <c>nameof</c>, which reads nothing.</summary>
    private static bool IsNamedOnly(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static void ReportUnread(IEnumerable<IPropertySymbol> properties, DiagnosticDescriptor rule, Action<Diagnostic> report)
    {
        foreach (var property in properties)
        {
            report(Diagnostic.Create(rule, property.Identifier(), property.Name));
        }
    }
}
