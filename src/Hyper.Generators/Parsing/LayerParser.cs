using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Reads the layers of a model class.</summary>
internal static class LayerParser
{
    public static EquatableArray<LayerModel> Parse(INamedTypeSymbol type, Faults faults, CancellationToken cancellation)
    {
        var layers = new List<LayerModel>();
        var properties = type.GetMembers().OfType<IPropertySymbol>().Where(property => AttributeReader.Has(property, KnownTypes.LinearAttribute)).ToList();
        var total = 0L;
        foreach (var property in properties)
        {
            PropertyFormParser.Check(property, "Linear", KnownTypes.HyperLinear, faults, cancellation);
            var attribute = AttributeReader.Find(property, KnownTypes.LinearAttribute, cancellation)!;
            if (attribute.IsBroken)
            {
                faults.RefuseSilently();
                continue;
            }

            var inputs = attribute.Positional<int>(0);
            var outputs = attribute.Positional<int>(1);
            var bias = attribute.Named("Bias", true);
            if (!(CheckSize(inputs, 0, "inputs") & CheckSize(outputs, 1, "outputs")))
            {
                continue;
            }

            // The products are of two ints and their sum stays below 2⁶³ for any number of layers that a file can hold.
            var offset = total;
            total += ((long)inputs * outputs) + (bias ? outputs : 0);
            if (total <= int.MaxValue)
            {
                layers.Add(new LayerModel(property.Name, PropertyFormParser.Modifiers(property, cancellation), PropertyFormParser.HasDocumentation(property, cancellation), inputs, outputs, bias, (int)offset));
            }

            bool CheckSize(int size, int parameter, string what)
            {
                if (size < 1)
                {
                    faults.Report(Rules.LayerSize, attribute.PositionalLocation(parameter), property.Name, size.Text(), what);
                }

                return size >= 1;
            }
        }

        if (properties.Count == 0)
        {
            faults.Report(Rules.NoLayer, type.Identifier(), type.Name);
        }

        if (total > int.MaxValue)
        {
            faults.Report(Rules.TooManyWeights, type.Identifier(), type.Name, total.Grouped());
        }

        return layers.ToEquatableArray();
    }
}
