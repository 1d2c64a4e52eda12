using System.Collections.Concurrent;
using Hyper.Dsl;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking;

/// <summary>What the code of one model passes to the methods that read hyperparameters.</summary>
internal sealed class RegularizerCalls
{
    private readonly ConcurrentDictionary<ISymbol, Location> _mixed = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _targetsMixed = new(SymbolEqualityComparer.Default);

    public void Visit(IInvocationOperation call, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (Regularizers.Of(call.TargetMethod) is not { } method)
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not IPropertyReferenceOperation reference)
            {
                continue;
            }

            var property = reference.Property.PartialDefinitionPart ?? reference.Property;
            if (AttributeReader.Find(property, KnownTypes.HyperparameterAttribute, cancellation) is not { IsBroken: false } attribute)
            {
                continue;
            }

            CheckKind(method, property, attribute, reference.Syntax.GetLocation(), report);
            if (method.Method == "Mixup")
            {
                _mixed.TryAdd(property, reference.Syntax.GetLocation());
            }
            else if (method.Method == "MixTargets")
            {
                _targetsMixed.TryAdd(property, true);
            }
        }
    }

    public void Report(Action<Diagnostic> report)
    {
        foreach (var mixed in _mixed.Where(mixed => !_targetsMixed.ContainsKey(mixed.Key)))
        {
            report(Diagnostic.Create(DataFlowRules.TargetsNotMixed, mixed.Value, mixed.Key.Name));
        }
    }

    private static void CheckKind(Regularizer method, IPropertySymbol property, AttributeReader attribute, Location location, Action<Diagnostic> report)
    {
        var per = attribute.Named("Per", Per.Scalar);
        var count = attribute.Named("Count", 1);
        var isOne = per == Per.Scalar && count == 1;
        var (fits, needed, cure) = method.Need switch
        {
            HyperparameterNeed.One => (isOne, "one value", "remove Per and Count"),
            HyperparameterNeed.OfWeights => (isOne || per is Per.Layer or Per.Unit or Per.Weight, "one value in all, or one a layer, unit or weight", "remove Count, or use Per.Layer, Per.Unit or Per.Weight"),
            HyperparameterNeed.Counted => (per == Per.Scalar && attribute.IsGiven("Count"), "one value a class", "write Count = the number of classes"),
            _ => (per == Per.Example, "one value an example", "write Per = Per.Example and Count = the number of training rows"),
        };
        if (!fits)
        {
            report(Diagnostic.Create(DataFlowRules.WrongKind, location, method.Method, needed, property.Name, Declared(per, count), cure));
        }
    }

    private static string Declared(Per per, int count)
        => per == Per.Scalar ? count == 1 ? "one value" : $"Count = {count.Code()}" : $"Per.{per}";
}
