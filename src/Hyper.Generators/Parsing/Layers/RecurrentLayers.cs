using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>Reads the recurrent layers. A unit is a feature of the state, with its rows in all gates.</summary>
internal static class RecurrentLayers
{
    public static LayerShape? Lstm(LayerArguments arguments) => Shape(arguments, "A long short-term memory", gates: 4);

    public static LayerShape? Gru(LayerArguments arguments) => Shape(arguments, "A gated recurrent unit", gates: 3);

    private static LayerShape? Shape(LayerArguments arguments, string what, int gates)
    {
        var inputs = arguments.Size(0, "inputs");
        var hidden = arguments.Size(1, "hidden units");
        if (arguments.AreSound)
        {
            arguments.RequireCountable((long)gates * hidden, 1, "hidden units");
        }

        if (!arguments.AreSound)
        {
            return null;
        }

        var bias = arguments.Flag("Bias", true);
        var tensors = new List<WeightTensor> { Tensor("weight_ih", inputs), Tensor("weight_hh", hidden) };
        if (bias)
        {
            tensors.Add(Tensor("bias_ih"));
            tensors.Add(Tensor("bias_hh"));
        }

        return new LayerShape(
            $"{what}{(bias ? "" : " without bias")}, [rows, time, {inputs.Code()}] to [rows, time, {hidden.Code()}]",
            hidden,
            tensors.ToEquatableArray(),
            MayHaveBias: true,
            default);

        WeightTensor Tensor(string name, params int[] columns) => new(name, new([gates * hidden, .. columns]), hidden, Gates: gates);
    }
}
