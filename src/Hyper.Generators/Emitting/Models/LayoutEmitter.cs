using Hyper.Generators.Model;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>Writes <c>.Layout.g.cs</c>: the sizes of a model, and where each tensor lies in the flat weight vector.</summary>
internal static class LayoutEmitter
{
    public static string Emit(ModelLayout layout) => GeneratedFile.Write(layout.Model.Place, writer =>
    {
        var model = layout.Model;
        var shapes = layout.Shapes.Layers.ToDictionary(note => note.Layer, note => note.Text);
        writer.Line($"""
            /// <summary>
            /// Where everything lies: {model.Layers.Count.Prose("layer")} with {model.WeightCount.Prose("elementary weight")}, {model.HyperparameterCount.Prose("hyperparameter value")},
            /// and {Describe(model.Hypernetwork)} with {model.Hypernetwork.ParameterCount.Prose("parameter")}.{Blocks(model.Hypernetwork)}
            /// </summary>
            /// <remarks>
            /// Budget: {BudgetText.Sizes(model)};
            /// {BudgetText.Work(model)}.{Output(layout)}
            /// </remarks>
            {GeneratedFile.Attribute}
            """);
        writer.Open("public static class Layout");
        writer.Line($"""
            /// <summary>P, the number of elementary weights, biases included.</summary>
            public const int WeightCount = {model.WeightCount.Code()};

            /// <summary>n, the number of hyperparameter values.</summary>
            public const int HyperparameterCount = {model.HyperparameterCount.Code()};

            /// <summary>The number of parameters of the hypernetwork.</summary>
            public const int HypernetworkParameterCount = {model.Hypernetwork.ParameterCount.Code()};

            /// <summary>The tensors of the flat weight vector, in its order.</summary>
            public static {RuntimeNames.ElementaryLayout} Weights {"{ get; }"} = new(
            """);
        var slots = SlotCode.Of(model);
        foreach (var slot in slots)
        {
            var layer = model.Layers[slot.Layer];
            if (slot.Offset == layer.Offset && shapes.TryGetValue(layer.Name, out var text))
            {
                writer.Line($"    // {layer.Name}: {text}");
            }

            var end = slot == slots[slots.Count - 1] ? ");" : ",";
            writer.Line($"    {slot.Create()}{end}");
        }

        writer.Close();
    });

    private static string Output(ModelLayout layout)
        => layout.Shapes.Output is { } shape ? $"\n/// {layout.Model.Forward.Name} gives {shape}, by the constants of its layers and calls." : "";

    private static string Describe(HypernetworkModel hypernetwork) => hypernetwork.IsHybrid ? "a hybrid hypernetwork" : Describe(hypernetwork.Blocks[0]);

    private static string Describe(HypernetworkBlock block)
    {
        var family = ResponseFamilies.Of(block.Family);
        return $"{family.Phrase} hypernetwork{(family.Width is { } width ? " " + width.Describe(block.Width) : "")}";
    }

    /// <summary>Which layers of a hybrid have which hypernetwork.</summary>
    private static string Blocks(HypernetworkModel hypernetwork)
        => !hypernetwork.IsHybrid
            ? ""
            : "\n/// " + string.Join("; ", hypernetwork.Blocks.Select(block =>
                $"{(block.LayerCount == 1 ? block.FirstName : $"{block.FirstName} to {block.LastName}")}: {Describe(block)}")) + ".";
}
