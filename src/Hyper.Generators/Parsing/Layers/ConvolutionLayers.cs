using Hyper.Generators.Model;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Layers;

/// <summary>Reads the convolutions.</summary>
internal static class ConvolutionLayers
{
    public static LayerShape? Conv1d(LayerArguments arguments)
    {
        var (inputs, outputs) = Channels(arguments);
        var kernel = arguments.Kernel(2, "kernel");
        var stride = arguments.Whole("Stride", 1, 1);
        var padding = arguments.Whole("Padding", 0, 0);
        var dilation = arguments.Whole("Dilation", 1, 1);
        var groups = Groups(arguments, inputs, outputs);
        return arguments.AreSound
            ? Shape(
                arguments,
                $"A convolution of {kernel.Code()}",
                (inputs, "length"),
                (outputs, "length'"),
                new WeightTensor("weight", new([outputs, inputs / groups, kernel])),
                inputs / groups,
                new([new("stride", stride), new("padding", padding), new("dilation", dilation), new("groups", groups)]))
            : null;
    }

    public static LayerShape? Conv2d(LayerArguments arguments)
    {
        var (inputs, outputs) = Channels(arguments);
        var kernel = Kernel(arguments);
        var stride = arguments.Pair("Stride", 1, 1);
        var padding = arguments.Pair("Padding", 0, 0);
        var dilation = arguments.Pair("Dilation", 1, 1);
        var groups = Groups(arguments, inputs, outputs);
        return arguments.AreSound
            ? Shape(
                arguments,
                $"A convolution of {kernel.Height.Code()} × {kernel.Width.Code()}",
                (inputs, "height, width"),
                (outputs, "height', width'"),
                new WeightTensor("weight", new([outputs, inputs / groups, kernel.Height, kernel.Width])),
                inputs / groups,
                new([Option("stride", stride), Option("padding", padding), Option("dilation", dilation), new("groups", groups)]))
            : null;
    }

    public static LayerShape? ConvTranspose2d(LayerArguments arguments)
    {
        var (inputs, outputs) = Channels(arguments);
        var kernel = Kernel(arguments);
        var stride = arguments.Pair("Stride", 1, 1);
        var padding = arguments.Pair("Padding", 0, 0);
        var outputPadding = arguments.Pair("OutputPadding", 0, 0);
        var dilation = arguments.Pair("Dilation", 1, 1);
        var groups = Groups(arguments, inputs, outputs);
        if (!arguments.AreSound)
        {
            return null;
        }

        Below(arguments, "OutputPadding", outputPadding.Height, stride.Height, dilation.Height);
        if (outputPadding.Width != outputPadding.Height || stride.Width != stride.Height || dilation.Width != dilation.Height)
        {
            Below(arguments, "OutputPaddingWidth", outputPadding.Width, stride.Width, dilation.Width);
        }

        // What a unit receives: the framework's own rule counts the weights behind the second dimension.
        return arguments.AreSound
            ? Shape(
                arguments,
                $"A transposed convolution of {kernel.Height.Code()} × {kernel.Width.Code()}",
                (inputs, "height, width"),
                (outputs, "height', width'"),
                new WeightTensor("weight", new([inputs, outputs / groups, kernel.Height, kernel.Width]), UnitAxis: 1, UnitGroups: groups),
                outputs / groups,
                new([Option("stride", stride), Option("padding", padding), Option("outputPadding", outputPadding), Option("dilation", dilation), new("groups", groups)]))
            : null;
    }

    private static (int Inputs, int Outputs) Channels(LayerArguments arguments) => (arguments.Size(0, "inputs"), arguments.Size(1, "outputs"));

    private static (int Height, int Width) Kernel(LayerArguments arguments)
        => arguments.ParameterCount == 3
            ? Square(arguments.Kernel(2, "kernel"))
            : (arguments.Kernel(2, "kernelHeight"), arguments.Kernel(3, "kernelWidth"));

    private static (int Height, int Width) Square(int size) => (size, size);

    private static int Groups(LayerArguments arguments, int inputs, int outputs)
    {
        var groups = arguments.Whole("Groups", 1, 1);
        if (arguments.AreSound)
        {
            arguments.RequireDivisible(inputs, "inputs", groups);
            arguments.RequireDivisible(outputs, "outputs", groups);
        }

        return groups;
    }

    private static void Below(LayerArguments arguments, string name, int value, int stride, int dilation)
        => arguments.Require(value < Math.Max(stride, dilation), name, value, $"a number below the stride of {stride.Code()} or the dilation of {dilation.Code()}");

    private static LayerOption Option(string name, (int Height, int Width) pair) => new(name, pair.Height, pair.Width);

    private static LayerShape Shape(
        LayerArguments arguments,
        string what,
        (int Channels, string Size) input,
        (int Channels, string Size) output,
        WeightTensor weight,
        int channelsOfUnit,
        EquatableArray<LayerOption> options)
    {
        var fanIn = weight.Shape.Skip(2).Aggregate((long)channelsOfUnit, (product, size) => Math.Min(int.MaxValue, product * size));
        var tensors = new List<WeightTensor> { weight with { FanIn = (int)fanIn } };
        var bias = arguments.Flag("Bias", true);
        if (bias)
        {
            tensors.Add(new("bias", new([output.Channels]), (int)fanIn));
        }

        return new LayerShape(
            $"{what}{(bias ? "" : " without bias")}, [rows, {input.Channels.Code()}, {input.Size}] to [rows, {output.Channels.Code()}, {output.Size}]",
            output.Channels,
            tensors.ToEquatableArray(),
            MayHaveBias: true,
            options);
    }
}
