using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>Reads the normalisations.</summary>
internal static class NormalizationLayers
{
    public static LayerShape? LayerNorm(LayerArguments arguments)
    {
        IReadOnlyList<int> sizes = [arguments.Size(0, "features"), .. arguments.Sizes(1, "features in a dimension")];
        var epsilon = Epsilon(arguments);
        return arguments.AreSound
            ? Shape($"A layer normalisation, [rows, …, {string.Join(", ", sizes.Select(size => size.Code()))}]", sizes, new LayerOption("epsilon", epsilon))
            : null;
    }

    public static LayerShape? GroupNorm(LayerArguments arguments)
    {
        var groups = arguments.Size(0, "groups");
        var channels = arguments.Size(1, "channels");
        var epsilon = Epsilon(arguments);
        if (!arguments.AreSound)
        {
            return null;
        }

        arguments.RequireDivisible(channels, "channels", groups, groupsParameter: 0);
        return arguments.AreSound
            ? Shape($"A group normalisation in groups of {(channels / groups).Code()}, [rows, {channels.Code()}, …]", [channels], new("groups", groups), new("epsilon", epsilon))
            : null;
    }

    public static LayerShape? BatchNorm(LayerArguments arguments)
    {
        var channels = arguments.Size(0, "channels");
        var epsilon = Epsilon(arguments);
        var momentum = arguments.Real("Momentum", 0.1, 1, "a number above 0 and at most 1");
        return arguments.AreSound
            ? Shape($"A batch normalisation, [rows, {channels.Code()}, …]", [channels], new("epsilon", epsilon), new("momentum", momentum)) with { KeepsState = true }
            : null;
    }

    private static double Epsilon(LayerArguments arguments) => arguments.Real("Epsilon", 1e-5, double.MaxValue, "a number above 0");

    private static LayerShape Shape(string description, IReadOnlyList<int> sizes, params LayerOption[] options)
        => new(
            description,
            sizes[0],
            new(
            [
                new("weight", sizes.ToEquatableArray(), Initialization: Initialization.Ones),
                new("bias", sizes.ToEquatableArray(), Initialization: Initialization.Zeros),
            ]),
            MayHaveBias: true,
            options.ToEquatableArray());
}
