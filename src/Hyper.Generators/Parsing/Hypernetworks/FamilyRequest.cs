using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Hypernetworks;

/// <summary>The response family and options that one layer asks for: on its own attribute, or else through its class.</summary>
internal sealed class FamilyRequest
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeReader _class;
    private readonly AttributeReader? _layer;
    private readonly string _name;

    private FamilyRequest(INamedTypeSymbol type, AttributeReader classAttribute, AttributeReader? layerAttribute, string name, Hypernetwork family)
    {
        _type = type;
        _class = classAttribute;
        _layer = layerAttribute;
        _name = name;
        Family = family;
    }

    public Hypernetwork Family { get; }

    /// <summary>Whether a rank is written, on the layer or on the class.</summary>
    public bool HasRank => Source("Rank").IsGiven("Rank");

    /// <summary>The rank that is written, or the default.</summary>
    public int Rank => Source("Rank").Named("Rank", ExperimentDefaults.Rank);

    /// <summary>The hidden units that are written, or the default.</summary>
    public int HiddenUnits => Source("HiddenUnits").Named("HiddenUnits", ExperimentDefaults.HiddenUnits);

    public static FamilyRequest Of(INamedTypeSymbol type, AttributeReader classAttribute, Hypernetwork ofClass, LayerModel layer, Faults faults, CancellationToken cancellation)
    {
        var own = type.GetMembers(layer.Name)
            .Select(member => AttributeReader.FindDerived(member, KnownTypes.LayerAttribute, cancellation))
            .FirstOrDefault(attribute => attribute is not null);
        var family = own?.IsGiven("Hypernetwork") == true
            ? EnumOptions.Read(own, "Hypernetwork", ofClass, HyperparameterRules.UndefinedOption, layer.Name, faults)
            : ofClass;
        var request = new FamilyRequest(type, classAttribute, own, layer.Name, family);
        if (own is not null)
        {
            CheckOption(own, layer.Name, "Rank", request.Rank, HypernetworkRules.RankBelowOne, Hypernetwork.Factorized, [family], faults);
            CheckOption(own, layer.Name, "HiddenUnits", request.HiddenUnits, HypernetworkRules.HiddenUnitsBelowOne, Hypernetwork.Mlp, [family], faults);
        }

        return request;
    }

    /// <summary>Checks an option where it is written: some family has to read it, and it counts from 1.</summary>
    public static void CheckOption(
        AttributeReader attribute,
        string owner,
        string option,
        int value,
        DiagnosticDescriptor belowOne,
        Hypernetwork reader,
        IReadOnlyList<Hypernetwork> families,
        Faults faults)
    {
        if (!attribute.IsGiven(option))
        {
            return;
        }

        if (!families.Contains(reader))
        {
            faults.Report(HypernetworkRules.OptionNotRead, attribute.NamedLocation(option), owner, families[0], option, reader);
        }
        else if (value < 1)
        {
            faults.Report(belowOne, attribute.NamedLocation(option), owner, value.Text());
        }
    }

    /// <summary>Whether two layers on end can share one response.</summary>
    public bool Joins(FamilyRequest other)
        => Family == other.Family
            && (Family != Hypernetwork.Factorized || (HasRank == other.HasRank && Rank == other.Rank))
            && (Family != Hypernetwork.Mlp || HiddenUnits == other.HiddenUnits);

    /// <summary>Who asks for an argument, as messages name it: the layer where it is written there, else the class.</summary>
    public string Owner(string argument) => IsOwn(argument) ? _name : _type.Name;

    /// <summary>Where an option is written.</summary>
    public Location OptionLocation(string option) => Source(option).NamedLocation(option);

    /// <summary>Where the family is written.</summary>
    public Location FamilyLocation => IsOwn("Hypernetwork") ? _layer!.NamedLocation("Hypernetwork") : _class.PositionalLocation(0);

    private bool IsOwn(string argument) => _layer?.IsGiven(argument) == true;

    private AttributeReader Source(string argument) => IsOwn(argument) ? _layer! : _class;
}
