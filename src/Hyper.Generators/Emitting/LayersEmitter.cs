using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

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
            writer.Line($"private {RuntimeNames.HyperLinear}? __{layer.Name};");
        }

        foreach (var hyperparameter in model.Hyperparameters)
        {
            writer.Line($"private {RuntimeNames.HyperTensor}? __{hyperparameter.Name};");
        }

        var slot = 0;
        foreach (var layer in model.Layers)
        {
            var biasSlot = layer.Bias ? slot + 1 : -1;
            WriteProperty(
                writer,
                layer.Describe(),
                layer.HasDocumentation,
                layer.Modifiers,
                RuntimeNames.HyperLinear,
                layer.Name,
                $"weightSlot: {slot.Code()}, biasSlot: {biasSlot.Code()}");
            slot += layer.Bias ? 2 : 1;
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

    private static void WriteProperty(SourceWriter writer, string description, bool hasDocumentation, string modifiers, string type, string name, string argument)
    {
        writer.Blank();

        // The documentation of this part would replace the user's own.
        writer.Line(hasDocumentation ? $"// {description}" : $"/// <summary>{description}</summary>");
        writer.Line($"{modifiers}{(modifiers.Length == 0 ? "" : " ")}partial {type} {name.Escaped()} =>");
        writer.Line($"    __{name} ??= new {type}(__context, {argument});");
    }
}
