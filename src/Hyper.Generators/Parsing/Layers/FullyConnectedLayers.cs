using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>Reads <c>[Linear]</c> and <c>[Embedding]</c>, which is a linear layer of one-hot rows.</summary>
internal static class FullyConnectedLayers
{
    public static LayerShape? Linear(LayerArguments arguments)
    {
        var inputs = arguments.Size(0, "inputs");
        var outputs = arguments.Size(1, "outputs");
        if (!arguments.AreSound)
        {
            return null;
        }

        var bias = arguments.Flag("Bias", true);
        var tensors = new List<WeightTensor> { new("weight", new([outputs, inputs]), inputs) };
        if (bias)
        {
            tensors.Add(new("bias", new([outputs]), inputs));
        }

        return new LayerShape(
            $"A fully connected layer{(bias ? "" : " without bias")}, [rows, {inputs.Code()}] to [rows, {outputs.Code()}]",
            outputs,
            tensors.ToEquatableArray(),
            MayHaveBias: true,
            default);
    }

    public static LayerShape? Embedding(LayerArguments arguments)
    {
        var count = arguments.Size(0, "vectors");
        var size = arguments.Size(1, "features");
        var padding = arguments.Whole("PaddingIndex", -1, -1);
        if (!arguments.AreSound)
        {
            return null;
        }

        arguments.Require(padding < count, "PaddingIndex", padding, $"a number from 0 to {(count - 1).Code()}, or −1 for none");
        return arguments.AreSound
            ? new LayerShape(
                $"A table of {count.Code()} vectors, [rows, …] to [rows, …, {size.Code()}]",
                size,
                new([new("weight", new([count, size]), count, UnitAxis: 1, Initialization.Normal)]),
                MayHaveBias: false,
                new([new LayerOption("paddingIndex", padding)]))
            {
                Declared = padding < 0 ? null : new LayerOption("paddingIndex", padding),
            }
            : null;
    }
}
