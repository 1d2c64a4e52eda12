using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hypernetworks;

/// <summary>
/// The response family and options that one layer asks for: on its own attribute, or else through its class; or those that an
/// experiment asks for all layers.
/// </summary>
internal sealed class FamilyRequest
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeReader _class;
    private readonly AttributeReader? _layer;
    private readonly string _name;
    private readonly Func<Location> _familyOfClass;

    private FamilyRequest(INamedTypeSymbol type, AttributeReader classAttribute, Func<Location> familyOfClass, AttributeReader? layerAttribute, string name, Hypernetwork family)
    {
        _familyOfClass = familyOfClass;
        _type = type;
        _class = classAttribute;
        _layer = layerAttribute;
        _name = name;
        Family = ResponseFamilies.Of(family);
    }

    public ResponseFamily Family { get; }

    /// <summary>The width of the family's hidden layer, where it is written, on the layer or on the class.</summary>
    public int? Width => Family.Width is { } option && Source(option.Name).IsGiven(option.Name) ? Source(option.Name).Named(option.Name, option.Default) : null;

    /// <summary>What one layer asks for.</summary>
    /// <param name="type">The model class.</param>
    /// <param name="classAttribute">What it says.</param>
    /// <param name="ofClass">Its family.</param>
    /// <param name="isNamed">Whether that is named: where it is not, an option of the layer names the family that reads it.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FamilyRequest Of(
        INamedTypeSymbol type, AttributeReader classAttribute, Hypernetwork ofClass, bool isNamed, LayerModel layer, Faults faults, CancellationToken cancellation)
    {
        var own = type.GetMembers(layer.Name)
            .Select(member => AttributeReader.FindDerived(member, KnownTypes.LayerAttribute, cancellation))
            .FirstOrDefault(attribute => attribute is not null);
        var named = own is null ? Hypernetwork.Auto : EnumOptions.Read(own, "Hypernetwork", Hypernetwork.Auto, HyperparameterRules.UndefinedOption, layer.Name, faults);
        if (own is not null && !isNamed)
        {
            named = Named(own, named);
        }

        var request = new FamilyRequest(type, classAttribute, () => classAttribute.PositionalLocation(0), own, layer.Name, named == Hypernetwork.Auto ? ofClass : named);
        if (own is not null)
        {
            CheckOptions(own, layer.Name, [request.Family], faults);
        }

        return request;
    }

    /// <summary>What an experiment asks for all layers of its model.</summary>
    public static FamilyRequest OfExperiment(INamedTypeSymbol type, AttributeReader attribute, Hypernetwork family)
        => new(type, attribute, () => attribute.NamedLocation("Hypernetwork"), null, type.Name, family);

    /// <summary>The family that an attribute names, or else the one that reads an option which it names.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="written">The family that is written there.</param>
    public static Hypernetwork Named(AttributeReader attribute, Hypernetwork written)
    {
        if (written != Hypernetwork.Auto)
        {
            return written;
        }

        var option = ResponseFamilies.Options.FirstOrDefault(option => attribute.IsGiven(option.Name));
        return option is null ? Hypernetwork.Auto : ResponseFamilies.All.First(family => family.Width == option).Name;
    }

    /// <summary>Checks the options that are written: some family has to read each, and it counts from 1.</summary>
    public static void CheckOptions(AttributeReader attribute, string owner, IReadOnlyList<ResponseFamily> families, Faults faults)
    {
        foreach (var option in ResponseFamilies.Options.Where(option => attribute.IsGiven(option.Name)))
        {
            var value = attribute.Named(option.Name, option.Default);
            if (!families.Any(family => family.Width == option))
            {
                var readers = string.Join(" or Hypernetwork.", ResponseFamilies.All.Where(family => family.Width == option).Select(family => family.Name));
                faults.Report(HypernetworkRules.OptionNotRead, attribute.NamedLocation(option.Name), owner, families[0].Name, option.Name, readers);
            }
            else if (value < 1)
            {
                var rule = option == ResponseFamilies.Rank ? HypernetworkRules.RankBelowOne : HypernetworkRules.HiddenUnitsBelowOne;
                faults.Report(rule, attribute.NamedLocation(option.Name), owner, value.Code());
            }
        }
    }

    /// <summary>Whether two layers on end can share one response.</summary>
    public bool Joins(FamilyRequest other)
        => Family == other.Family
            && (Family.Width is not { } option || (Width ?? option.Default) == (other.Width ?? option.Default))

            // A default that depends on the block's size is settled when the block is known.
            && (Family.Width?.Limit is null || Width.HasValue == other.Width.HasValue);

    /// <summary>Who asks for an argument, as messages name it: the layer where it is written there, else the class.</summary>
    public string Owner(string argument) => IsOwn(argument) ? _name : _type.Name;

    /// <summary>Where an option is written.</summary>
    public Location OptionLocation(string option) => Source(option).NamedLocation(option);

    /// <summary>Where the family is written.</summary>
    public Location FamilyLocation => IsOwn("Hypernetwork") ? _layer!.NamedLocation("Hypernetwork") : _familyOfClass();

    private bool IsOwn(string argument) => _layer?.IsGiven(argument) == true;

    private AttributeReader Source(string argument) => IsOwn(argument) ? _layer! : _class;
}
