using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>One tensor of the flat weight vector, as the layout lists it.</summary>
internal sealed record SlotCode(string Name, int Layer, int Offset, string Shape, int FanIn)
{
    /// <summary>The tensors of a model: each layer's weights, then its biases where it has them.</summary>
    public static IReadOnlyList<SlotCode> Of(ModelClass model)
    {
        var slots = new List<SlotCode>();
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var layer = model.Layers[i];
            slots.Add(new SlotCode($"{layer.Name}.weight", i, layer.Offset, $"{layer.Outputs.Code()}, {layer.Inputs.Code()}", layer.Inputs));
            if (layer.Bias)
            {
                slots.Add(new SlotCode($"{layer.Name}.bias", i, layer.Offset + (layer.Inputs * layer.Outputs), layer.Outputs.Code(), layer.Inputs));
            }
        }

        return slots;
    }
}
