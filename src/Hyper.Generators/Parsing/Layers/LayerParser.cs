using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>Reads the layers of a model class.</summary>
internal static class LayerParser
{
    public static EquatableArray<LayerModel> Parse(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var layers = new List<LayerModel>();
        var properties = type.GetMembers().OfType<IPropertySymbol>().Where(LayerKinds.IsLayer).ToList();
        var total = 0L;
        foreach (var property in properties)
        {
            if (LayerKinds.Of(property) is [var first, var second, ..])
            {
                faults.Report(StructureRules.TwoRoles, property.Identifier(), property.Name, first.Name, second.Name);
                continue;
            }

            var kind = LayerKinds.Of(property)[0];
            PropertyFormParser.Check(property, kind.Name, kind.PropertyType, faults, cancellation);
            var attribute = AttributeReader.Find(property, kind.Attribute, cancellation)!;
            if (attribute.IsBroken)
            {
                faults.ReportUnseen(attribute.BrokenLocation(), $"the arguments of [{kind.Name}]", property.Name);
                continue;
            }

            if (LayerReaders.Read(kind, new LayerArguments(property.Name, attribute, faults)) is not { } shape)
            {
                continue;
            }

            var offset = total;
            total = total > long.MaxValue - shape.WeightCount ? long.MaxValue : total + shape.WeightCount;
            if (total <= int.MaxValue)
            {
                layers.Add(new LayerModel(property.Name, PropertyFormParser.Modifiers(property, cancellation), PropertyFormParser.HasDocumentation(property, cancellation), kind.Name, shape, (int)offset));
            }
        }

        if (properties.Count == 0)
        {
            faults.Report(StructureRules.NoLayer, type.Identifier(), type.Name);
        }

        if (total > int.MaxValue)
        {
            faults.Report(ShapeRules.TooManyWeights, type.Identifier(), type.Name, total.Prose());
        }

        return layers.ToEquatableArray();
    }
}
