using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>One tensor of the flat weight vector, as the layout lists it.</summary>
internal sealed record SlotCode(string Name, int Layer, int Offset, WeightTensor Tensor)
{
    /// <summary>The tensors of a model, layer by layer.</summary>
    public static IReadOnlyList<SlotCode> Of(ModelClass model)
    {
        var slots = new List<SlotCode>();
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var layer = model.Layers[i];
            var offset = layer.Offset;
            foreach (var tensor in layer.Shape.Tensors)
            {
                slots.Add(new SlotCode($"{layer.Name}.{tensor.Name}", i, offset, tensor));
                offset += (int)tensor.Count;
            }
        }

        return slots;
    }

    /// <summary>The expression that creates the slot: what is as in most layers is left to the defaults.</summary>
    public string Create()
    {
        var shape = string.Join(", ", Tensor.Shape.Select(size => size.Code()));
        var rest = Tensor.UnitAxis == 0 ? "" : $", UnitAxis: {Tensor.UnitAxis.Code()}";
        rest += Tensor.Initialization == Initialization.Uniform ? "" : $", Initialization: {RuntimeNames.Initialization}.{Tensor.Initialization}";
        rest += Tensor.UnitGroups == 1 ? "" : $", UnitGroups: {Tensor.UnitGroups.Code()}";
        rest += Tensor.Gates == 1 ? "" : $", Gates: {Tensor.Gates.Code()}";
        return $"new {RuntimeNames.WeightSlot}(\"{Name}\", Layer: {Layer.Code()}, Offset: {Offset.Code()}, Shape: [{shape}], FanIn: {Tensor.FanIn.Code()}{rest})";
    }
}
