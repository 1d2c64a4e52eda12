using System.Collections.Concurrent;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>
/// What the code of one model reads of the model's own properties. A read anywhere but in the validation loss counts as
/// one that training reaches; where the model hands itself to other code, nothing is said to be unread.
/// </summary>
internal sealed class ModelReads
{
    private readonly IReadOnlyList<IPropertySymbol> _layers;
    private readonly IReadOnlyList<IPropertySymbol> _hyperparameters;
    private readonly ConcurrentDictionary<ISymbol, bool> _read = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _readInValidation = new(SymbolEqualityComparer.Default);
    private volatile bool _escapes;

    public ModelReads(INamedTypeSymbol type)
    {
        _layers = Marked(type, LayerKinds.IsLayer);
        _hyperparameters = Marked(type, property => AttributeReader.Has(property, KnownTypes.HyperparameterAttribute));
    }

    /// <summary>Whether the model hands itself to other code, which may read anything.</summary>
    public bool Escapes => _escapes;

    public void Visit(IPropertyReferenceOperation reference, ISymbol member, Action<Diagnostic> report)
    {
        var property = reference.Property.PartialDefinitionPart ?? reference.Property;
        if (IsNamedOnly(reference))
        {
            return;
        }

        var isHyperparameter = Contains(_hyperparameters, property);
        var isValidation = AttributeReader.Has(member, KnownTypes.ValidationLossAttribute);
        if (isValidation && isHyperparameter)
        {
            _readInValidation[property] = true;
            report(Diagnostic.Create(DataFlowRules.ReadInValidation, reference.Syntax.GetLocation(), property.Name));
        }

        // One method may be both losses; a layer is used wherever it is used.
        if (!isValidation || !isHyperparameter || AttributeReader.Has(member, KnownTypes.TrainingLossAttribute))
        {
            _read[property] = true;
        }
    }

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

    public void Report(Action<Diagnostic> report)
    {
        if (_escapes)
        {
            return;
        }

        ReportUnread(_hyperparameters.Where(property => !_readInValidation.ContainsKey(property)), DataFlowRules.NeverRead, report);
        ReportUnread(_layers, DataFlowRules.LayerUnused, report);
    }

    private static List<IPropertySymbol> Marked(INamedTypeSymbol type, Func<IPropertySymbol, bool> isMarked)
        => [.. type.GetMembers().OfType<IPropertySymbol>().Where(isMarked)];

    private static bool Contains(IEnumerable<IPropertySymbol> properties, IPropertySymbol property)
        => properties.Contains(property, SymbolEqualityComparer.Default);

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

    private void ReportUnread(IEnumerable<IPropertySymbol> properties, DiagnosticDescriptor rule, Action<Diagnostic> report)
    {
        foreach (var property in properties.Where(property => !_read.ContainsKey(property)))
        {
            report(Diagnostic.Create(rule, property.Identifier(), property.Name));
        }
    }
}
