using Hyper.Generators.Diagnostics;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>The arguments of a layer's attribute; what is out of range is reported as it is read.</summary>
internal sealed class LayerArguments
{
    private readonly string _layer;
    private readonly AttributeReader _attribute;
    private readonly Faults _faults;

    public LayerArguments(string layer, AttributeReader attribute, Faults faults)
    {
        _layer = layer;
        _attribute = attribute;
        _faults = faults;
    }

    /// <summary>Whether everything that has been read is in range.</summary>
    public bool AreSound { get; private set; } = true;

    /// <summary>The number of the constructor's parameters: it tells one constructor from another.</summary>
    public int ParameterCount => _attribute.ParameterCount;

    /// <summary>A size, at least 1.</summary>
    /// <param name="parameter">Index of the constructor's parameter.</param>
    /// <param name="what">What the layer has so many of.</param>
    public int Size(int parameter, string what)
    {
        var size = _attribute.Positional<int>(parameter);
        if (size < 1)
        {
            Report(ShapeRules.LayerSize, _attribute.PositionalLocation(parameter), size.Code(), what);
        }

        return size;
    }

    /// <summary>The sizes that the last parameter of a constructor collects, each at least 1.</summary>
    /// <param name="parameter">Index of the constructor's parameter.</param>
    /// <param name="what">What the layer has so many of.</param>
    public IReadOnlyList<int> Sizes(int parameter, string what)
    {
        var sizes = _attribute.PositionalList(parameter);
        for (var i = 0; i < sizes.Count; i++)
        {
            if (sizes[i] < 1)
            {
                Report(ShapeRules.LayerSize, _attribute.PositionalLocation(parameter, i), sizes[i].Code(), what);
            }
        }

        return sizes;
    }

    /// <summary>A size of a kernel, at least 1.</summary>
    public int Kernel(int parameter, string name)
    {
        var size = _attribute.Positional<int>(parameter);
        if (size < 1)
        {
            Report(ShapeRules.LayerOption, _attribute.PositionalLocation(parameter), name, size.Code(), "a number from 1 up");
        }

        return size;
    }

    /// <summary>A whole-number option.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="fallback">Its value where it is not given.</param>
    /// <param name="least">The least value it may have.</param>
    public int Whole(string name, int fallback, int least)
    {
        var value = _attribute.Named(name, fallback);
        if (_attribute.IsGiven(name) && value < least)
        {
            Report(ShapeRules.LayerOption, _attribute.NamedLocation(name), name, value.Code(), $"a number from {least.Code()} up");
        }

        return _attribute.IsGiven(name) ? value : fallback;
    }

    /// <summary>An option of the height, and of the width where that is another one.</summary>
    public (int Height, int Width) Pair(string name, int fallback, int least)
    {
        var height = Whole(name, fallback, least);
        return (height, Whole(name + "Width", height, least));
    }

    /// <summary>An option that is no whole number, above zero.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="fallback">Its value where it is not given.</param>
    /// <param name="most">The greatest value it may have.</param>
    /// <param name="expected">The range in words.</param>
    public double Real(string name, double fallback, double most, string expected)
    {
        var value = _attribute.Named(name, fallback);
        if (!(value > 0 && value <= most))
        {
            Report(ShapeRules.LayerOption, _attribute.NamedLocation(name), name, value.Code(), expected);
        }

        return value;
    }

    /// <summary>An option that is on or off.</summary>
    public bool Flag(string name, bool fallback) => _attribute.Named(name, fallback);

    /// <summary>Requires that an option is in a range that depends on what was read before.</summary>
    public void Require(bool condition, string name, int value, string expected)
    {
        if (!condition)
        {
            Report(ShapeRules.LayerOption, _attribute.NamedLocation(name), name, value.Code(), expected);
        }
    }

    /// <summary>Requires that a product of sizes is a size itself.</summary>
    public void RequireCountable(long product, int parameter, string what)
    {
        if (product > int.MaxValue)
        {
            Report(ShapeRules.LayerSize, _attribute.PositionalLocation(parameter), _attribute.Positional<int>(parameter).Code(), what);
        }
    }

    /// <summary>Requires that the groups divide a number of channels, where all was sound so far.</summary>
    /// <param name="channels">The number, at least 1.</param>
    /// <param name="what">What the layer has so many of.</param>
    /// <param name="groups">The groups, at least 1.</param>
    /// <param name="groupsParameter">Index of the constructor's parameter for the groups; −1 where they are an option.</param>
    public void RequireDivisible(int channels, string what, int groups, int groupsParameter = -1)
    {
        if (AreSound && channels % groups != 0)
        {
            var location = groupsParameter < 0 ? _attribute.NamedLocation("Groups") : _attribute.PositionalLocation(groupsParameter);
            Report(ShapeRules.GroupsDivide, location, channels.Code(), what, groups.Code());
        }
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, Microsoft.CodeAnalysis.Location location, params object[] arguments)
    {
        AreSound = false;
        _faults.Report(rule, location, [_layer, .. arguments]);
    }
}
