using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>Writes <c>.Layers.g.cs</c>: the user's partial properties, bound to the context of the pass.</summary>
internal static class LayersEmitter
{
    public static string Emit(ModelClass model)
    {
        var name = model.Place.Name.Escaped();
        return GeneratedFile.Write(
            model.Place,
            writer => WriteMembers(writer, model),
            $" : {RuntimeNames.HyperModel}<{name}, {name}.Trained, {name}.Hyperparameters>");
    }

    private static void WriteMembers(SourceWriter writer, ModelClass model)
    {
        writer.Line($"private readonly {RuntimeNames.ForwardContext} __context = new(Layout.Weights, Hyperparameters.Space);");
        foreach (var layer in model.Layers)
        {
            writer.Line($"private {RuntimeNames.Layer(layer.Kind)}? __{layer.Name};");
        }

        foreach (var hyperparameter in model.Hyperparameters)
        {
            writer.Line($"private {RuntimeNames.HyperTensor}? __{hyperparameter.Name};");
        }

        var slot = 0;
        foreach (var layer in model.Layers)
        {
            WriteProperty(
                writer,
                layer.Describe(),
                layer.HasDocumentation,
                layer.Modifiers,
                RuntimeNames.Layer(layer.Kind),
                layer.Name,
                Arguments(layer.Shape, slot));
            slot += layer.Shape.Tensors.Count;
        }

        for (var i = 0; i < model.Hyperparameters.Count; i++)
        {
            var hyperparameter = model.Hyperparameters[i];
            WriteProperty(
                writer,
                hyperparameter.Describe(),
                hyperparameter.HasDocumentation,
                hyperparameter.Modifiers,
                RuntimeNames.HyperTensor,
                hyperparameter.Name,
                $"Hyperparameters.Space.Hyperparameters[{i.Code()}]");
        }
    }

    /// <summary>What the constructor of a layer takes after the context: its slots, then its options.</summary>
    private static string Arguments(LayerShape shape, int slot)
    {
        var arguments = new List<string> { $"weightSlot: {slot.Code()}" };
        if (shape.MayHaveBias)
        {
            arguments.Add($"biasSlot: {(shape.BiasIndex < 0 ? -1 : slot + shape.BiasIndex).Code()}");
        }

        arguments.AddRange(shape.Options.Select(option => $"{option.Name}: {Value(option.Values)}"));
        return string.Join(", ", arguments);
    }

    private static string Value(EquatableArray<double> values)
        => values.Count == 1 ? values[0].Code() : $"({string.Join(", ", values.Select(value => value.Code()))})";

    private static void WriteProperty(SourceWriter writer, string description, bool hasDocumentation, string modifiers, string type, string name, string argument)
    {
        writer.Blank();

        // The documentation of this part would replace the user's own.
        writer.Line(hasDocumentation ? $"// {description}" : $"/// <summary>{description}</summary>");
        writer.Line($"{modifiers}{(modifiers.Length == 0 ? "" : " ")}partial {type} {name.Escaped()} =>");
        writer.Line($"    __{name} ??= new {type}(__context, {argument});");
    }
}
