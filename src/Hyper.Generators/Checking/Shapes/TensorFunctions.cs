using Hyper.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking.Shapes;

/// <summary>What TorchSharp's functions, and the runtime's regularisers, do with shapes.</summary>
internal static class TensorFunctions
{
    private static readonly HashSet<string> Elementwise =
    [
        "relu", "relu6", "leaky_relu", "rrelu", "prelu", "elu", "selu", "celu", "gelu", "silu", "mish", "hardtanh", "hardswish", "hardsigmoid", "hardshrink",
        "softshrink", "tanhshrink", "softplus", "softsign", "threshold", "sigmoid", "logsigmoid", "tanh", "exp", "exp2", "expm1", "log", "log2", "log10",
        "log1p", "sqrt", "rsqrt", "square", "abs", "neg", "negative", "reciprocal", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "asinh",
        "acosh", "atanh", "erf", "erfc", "sign", "round", "floor", "ceil", "trunc", "frac", "nan_to_num", "clamp", "clamp_min", "clamp_max", "clip", "logit",
        "softmax", "log_softmax", "softmin", "normalize", "dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout",
        "instance_norm", "batch_norm", "group_norm", "layer_norm", "local_response_norm", "cumsum", "cumprod", "logical_not", "isnan", "isfinite", "isinf",
        "detach", "clone", "contiguous", "alias", "to", "type", "type_as", "cpu", "cuda", "float", "double", "half", "bfloat16", "long", "int", "bool",
        "requires_grad", "zero", "fill", "zeros_like", "ones_like", "full_like", "empty_like", "rand_like", "randn_like",
        "MoveToOuterDisposeScope", "DetachFromDisposeScope", "roll", "flip", "fliplr", "flipud",
    ];

    private static readonly HashSet<string> Broadcast =
    [
        "add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide", "floor_divide", "remainder", "fmod", "pow", "maximum", "minimum", "fmax",
        "fmin", "atan2", "eq", "ne", "gt", "ge", "lt", "le", "greater", "less", "logical_and", "logical_or", "logical_xor",
    ];

    private static readonly HashSet<string> OfAnyRows = ["Drop", "AddNoise", "Brightness", "Contrast", "Mixup", "DropChannels"];

    private static readonly HashSet<string> OfImages = ["Cutout", "Saturation", "Shift", "Rotate", "Rescale"];

    /// <summary>Whether a method gives its tensor another shape in place, so that nothing that is known of it stays true.</summary>
    public static bool ReshapesInPlace(IMethodSymbol method)
        => method.Name is "resize_" or "resize_as_" or "squeeze_" or "unsqueeze_" or "transpose_" or "swapaxes_" or "swapdims_" or "t_" or "set_" or "as_strided_";

    /// <summary>What a call gives; null where nothing is known of the function.</summary>
    /// <param name="call">The call.</param>
    /// <param name="report">Takes a rule and what breaks it.</param>
    public static ShapeValue? Of(TensorCall call, Action<DiagnosticDescriptor, object[]> report)
        => Shape(call, report) is { } shape
            ? new TensorValue(shape, ShapeChain.Then(call.Input.Chain, call.Method.Name, shape))
            : null;

    /// <summary>What a regulariser of the runtime gives.</summary>
    public static ShapeValue OfRegularizer(TensorCall call, Action<DiagnosticDescriptor, object[]> report)
    {
        var input = call.Input.Shape;
        if (OfImages.Contains(call.Method.Name))
        {
            var channels = call.Method.Name == "Saturation" ? "3" : "channels";
            if (input.WithRank(4) is not { } images || (channels == "3" && Dim.Differ(images.Front[1], Dim.Of(3))))
            {
                Input(call, new ShapeFault($"[rows, {channels}, height, width]", input.Text(), $"view what it is given as images"), report);
                return new TensorValue(TensorShape.Unknown, null);
            }

            return new TensorValue(images, ShapeChain.Then(call.Input.Chain, call.Method.Name, images));
        }

        return OfAnyRows.Contains(call.Method.Name) ? new TensorValue(input, ShapeChain.Then(call.Input.Chain, call.Method.Name, input)) : ShapeValue.Unknown;
    }

    /// <summary>The result of an operator, or of a function that broadcasts.</summary>
    public static TensorShape Combine(string name, ShapeValue one, ShapeValue other, Action<DiagnosticDescriptor, object[]> report)
    {
        if (Broadcasting.Of(one.Shape, other.Shape) is { } shape)
        {
            return shape;
        }

        var fault = $"{one.Shape.Text()} and {other.Shape.Text()}, which do not broadcast";
        report(ShapeRules.ShapesDiffer, [name, fault, Chains(one, other), "make the sizes equal, or one of them 1"]);
        return TensorShape.Unknown;
    }

    private static TensorShape? Shape(TensorCall call, Action<DiagnosticDescriptor, object[]> report)
    {
        var input = call.Input.Shape;
        var isInPlace = call.Method.Name.EndsWith("_", StringComparison.Ordinal);
        switch (call.Name)
        {
            case var name when Broadcast.Contains(name):
                var operands = call.Tensors;
                var combined = operands.Count == 2 ? Combine(call.Method.Name, operands[0], operands[1], report) : operands.Count == 1 ? input : null;
                return isInPlace ? input : combined;
            case var name when isInPlace || Elementwise.Contains(name):
                return input;
            case "flatten" when call.Number(0, "start_dim") is { } start && call.Number(-1, "end_dim") is { } end:
                return Reshaping.Flatten(input, start, end);
            case "view" or "reshape" when TensorCall.Sizes(call["shape"]) is { } sizes:
                return View(call, sizes, report);
            case "view_as" or "reshape_as":
                return call.Tensors.Count == 2 ? call.Tensors[1].Shape : null;
            case "cat" or "concat" or "concatenate" when call["tensors"] is SeveralValues { Items.Length: > 0 } several && call.Number(0, "dim") is { } dimension:
                return Concatenate(call, several.Items, dimension, report);
            case "stack" when call["tensors"] is SeveralValues { Items.Length: > 0 } several && call.Number(0, "dim") is { } dimension:
                return Stack(call, several.Items, dimension, report);
            case "transpose" or "swapaxes" or "swapdims" when call.Number(0, "dim0", "axis0") is { } one && call.Number(1, "dim1", "axis1") is { } other:
                return Transpose(input, one, other);
            case "t" when input.WithRank(2) is { } matrix:
                return Transpose(matrix, 0, 1);
            case "permute" when TensorCall.Numbers(call["permutation"]) is { } order:
                return Permute(input, order);
            case "unsqueeze" when call["dim"].Number is { } dimension:
                return Unsqueeze(input, dimension);
            case "squeeze" when call["dim"].Number is { } dimension:
                return input.Locate(dimension) is { } squeezed && input.At(squeezed) is { IsNumber: true } size ? size.Factor == 1 ? input.Replace(squeezed) : input : null;
            case "select" when call["dim"].Number is { } dimension && input.Locate(dimension) is { } selected:
                return input.Replace(selected);
            case "narrow" when call["dim"].Number is { } dimension && input.Locate(dimension) is { } narrowed:
                return input.Replace(narrowed, (call["length"] as SizeValue)?.Size ?? Dim.Fresh());
            case "mean" or "sum" or "amax" or "amin":
                return Reduce(call, input);
            case "max_pool1d" or "avg_pool1d":
                return Pool(call, input, 1, report);
            case "max_pool2d" or "avg_pool2d":
                return Pool(call, input, 2, report);
            case "adaptive_avg_pool1d" or "adaptive_max_pool1d":
                return Adaptive(call, input, 1, report);
            case "adaptive_avg_pool2d" or "adaptive_max_pool2d":
                return Adaptive(call, input, 2, report);
            default:
                return null;
        }
    }

    private static TensorShape View(TensorCall call, IReadOnlyList<Dim> sizes, Action<DiagnosticDescriptor, object[]> report)
    {
        var (result, fault) = Reshaping.View(call.Input.Shape, sizes);
        if (fault is not null)
        {
            report(ShapeRules.ViewDoesNotFit, [call.Method.Name, fault.Takes, fault.Given, Led(call.Input.Chain), fault.Cure]);
        }

        return result;
    }

    private static TensorShape Concatenate(TensorCall call, IReadOnlyList<ShapeValue> tensors, long dimension, Action<DiagnosticDescriptor, object[]> report)
    {
        if (Broadcasting.Concatenated([.. tensors.Select(tensor => tensor.Shape)], dimension) is { } shape)
        {
            return shape;
        }

        var fault = $"{string.Join(" and ", tensors.Select(tensor => tensor.Shape.Text()))}, which differ beside dimension {Dim.Of(dimension).Text()}";
        report(ShapeRules.ShapesDiffer, [call.Method.Name, fault, Chains([.. tensors]), "make the other sizes equal or choose another dimension"]);
        return TensorShape.Unknown;
    }

    private static TensorShape? Stack(TensorCall call, IReadOnlyList<ShapeValue> tensors, long dimension, Action<DiagnosticDescriptor, object[]> report)
    {
        var shapes = tensors.Select(tensor => tensor.Shape).ToList();
        if (shapes.Any(shape => shape.HasGap))
        {
            return null;
        }

        var rank = shapes[0].Front.Length;
        if (shapes.Any(shape => shape.Front.Length != rank || shape.Front.Zip(shapes[0].Front, Dim.Differ).Any(differ => differ)))
        {
            report(ShapeRules.ShapesDiffer, [call.Method.Name, $"{string.Join(" and ", shapes.Select(shape => shape.Text()))}, which differ", Chains([.. tensors]), "make the sizes equal"]);
            return null;
        }

        return Unsqueeze(shapes.Aggregate(TensorShape.Join), dimension) is { } stacked && stacked.Locate(dimension) is { } place
            ? stacked.Replace(place, Dim.Of(shapes.Count))
            : null;
    }

    private static TensorShape? Transpose(TensorShape input, long one, long other)
    {
        if (input.Locate(one) is not { } a || input.Locate(other) is not { } b)
        {
            return null;
        }

        var (first, second) = (input.At(a), input.At(b));
        return input.Replace(a, second).Replace(b, first);
    }

    private static TensorShape? Permute(TensorShape input, IReadOnlyList<long> order)
    {
        if (input.WithRank(order.Count) is not { } fits)
        {
            return null;
        }

        var places = order.Select(axis => axis < 0 ? axis + order.Count : axis).ToList();
        return places.OrderBy(place => place).SequenceEqual(Enumerable.Range(0, order.Count).Select(i => (long)i))
            ? TensorShape.Of(places.Select(place => fits.Front[(int)place]))
            : null;
    }

    private static TensorShape? Unsqueeze(TensorShape input, long dimension)
    {
        var one = Dim.Of(1);
        if (dimension >= 0)
        {
            return dimension > input.Front.Length ? null
                : input.HasGap ? TensorShape.Open(input.Front.Insert((int)dimension, one), input.Back)
                : TensorShape.Of(input.Front.Insert((int)dimension, one));
        }

        var dims = input.HasGap ? input.Back : input.Front;
        var place = dims.Length + 1 + dimension;
        return place < 0 ? null
            : input.HasGap ? TensorShape.Open(input.Front, dims.Insert((int)place, one))
            : TensorShape.Of(dims.Insert((int)place, one));
    }

    private static TensorShape? Reduce(TensorCall call, TensorShape input)
    {
        var axes = call["dimensions", "dims", "dim"];
        if (call.Method.Parameters.Any(parameter => parameter.Name == "dim0") || call.Flag(false, "keepdim") is not { } keeps)
        {
            return null;
        }

        if (ReferenceEquals(axes, ShapeValue.Absent))
        {
            return TensorShape.Of([]);
        }

        if (TensorCall.Numbers(axes) is not { Count: > 0 } numbers)
        {
            return null;
        }

        if (numbers is [var single])
        {
            return input.Locate(single) is { } place ? keeps ? input.Replace(place, Dim.Of(1)) : input.Replace(place) : null;
        }

        var places = numbers.Select(number => number < 0 ? number + input.Front.Length : number).ToList();
        return input.HasGap || places.Any(place => place < 0 || place >= input.Front.Length) ? null
            : keeps ? TensorShape.Of(input.Front.Select((dim, index) => places.Contains(index) ? Dim.Of(1) : dim))
            : TensorShape.Of(input.Front.Where((_, index) => !places.Contains(index)));
    }

    private static TensorShape? Pool(TensorCall call, TensorShape input, int dimensions, Action<DiagnosticDescriptor, object[]> report)
    {
        var kernel = Option(["kernel_size"], null);
        var stride = Option(["stride", "strides"], kernel);
        var padding = Option(["padding"], Enumerable.Repeat<long?>(0, dimensions));
        var dilation = Option(["dilation"], Enumerable.Repeat<long?>(1, dimensions));
        var roundsUp = call.Flag(false, "ceil_mode") is not false;
        return Last(call, input, dimensions, report, (size, i) => new SlidingWindow(kernel[i], stride[i], padding[i], dilation[i], roundsUp).Of(size));

        IReadOnlyList<long?> Option(string[] names, IEnumerable<long?>? absent)
        {
            var value = call[names];
            if (ReferenceEquals(value, ShapeValue.Absent) && absent is not null)
            {
                return [.. absent];
            }

            var given = TensorCall.Numbers(value) ?? [];
            return [.. Enumerable.Range(0, dimensions).Select(i => given.Count == 1 ? given[0] : given.Count == dimensions ? given[i] : (long?)null)];
        }
    }

    private static TensorShape? Adaptive(TensorCall call, TensorShape input, int dimensions, Action<DiagnosticDescriptor, object[]> report)
    {
        var sizes = TensorCall.Sizes(call["output_size"]);
        return Last(call, input, dimensions, report, (_, i) => sizes is null ? Dim.Fresh() : sizes.Count == 1 ? sizes[0] : sizes.Count == dimensions ? sizes[i] : Dim.Fresh());
    }

    // Pooling looks at the last dimensions, and takes tensors with rows or without.
    private static TensorShape? Last(TensorCall call, TensorShape input, int dimensions, Action<DiagnosticDescriptor, object[]> report, Func<Dim, int, Dim> map)
    {
        var takes = dimensions == 1 ? "[rows, channels, length]" : "[rows, channels, height, width]";
        if (!input.HasGap && input.Front.Length != dimensions + 1 && input.Front.Length != dimensions + 2)
        {
            Input(call, new ShapeFault(takes, input.Text(), $"view what it is given as {takes}"), report);
            return null;
        }

        var result = input.WithBack(dimensions, dimensions + 1);
        for (var i = 0; i < dimensions; i++)
        {
            var place = result.Locate(i - dimensions)!.Value;
            var size = map(result.At(place), i);
            if (size is { IsNumber: true, Factor: < 1 })
            {
                Input(call, new ShapeFault($"{takes} of at least its kernel's size", input.Text(), "give it more elements or a smaller kernel"), report);
                return null;
            }

            result = result.Replace(place, size);
        }

        return result;
    }

    private static void Input(TensorCall call, ShapeFault fault, Action<DiagnosticDescriptor, object[]> report)
        => report(ShapeRules.InputDoesNotFit, [call.Method.Name, fault.Takes, fault.Given, Led(call.Input.Chain), fault.Cure]);

    /// <summary>How a tensor came about, as the end of a message's sentence.</summary>
    public static string Led(ShapeChain? chain) => ShapeChain.Text(chain) is { Length: > 0 } text ? $": {text}" : "";

    private static string Chains(params ShapeValue[] tensors)
    {
        var texts = tensors.Select(tensor => ShapeChain.Text(tensor.Chain)).Where(text => text.Length > 0).Distinct().ToList();
        return texts.Count > 0 ? $": {string.Join("; ", texts)}" : "";
    }
}
