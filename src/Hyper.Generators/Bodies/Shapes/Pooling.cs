using Hyper.Generators.Bodies.Functions;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What pooling makes of shapes.</summary>
internal static class Pooling
{
    /// <summary>Windows of one size.</summary>
    public static TensorShape? Pool(TensorCall call, TensorShape input, int dimensions, ShapeReport report)
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

    /// <summary>Windows that give a number of elements.</summary>
    public static TensorShape? Adaptive(TensorCall call, TensorShape input, int dimensions, ShapeReport report)
    {
        var sizes = TensorCall.Sizes(call["output_size"]);
        return Last(call, input, dimensions, report, (_, i) => sizes is null ? Dim.Fresh() : sizes.Count == 1 ? sizes[0] : sizes.Count == dimensions ? sizes[i] : Dim.Fresh());
    }

    // Pooling looks at the last dimensions, and takes tensors with rows or without.
    private static TensorShape? Last(TensorCall call, TensorShape input, int dimensions, ShapeReport report, Func<Dim, int, Dim> map)
    {
        var takes = dimensions == 1 ? "[rows, channels, length]" : "[rows, channels, height, width]";
        if (!input.HasGap && input.Front.Length != dimensions + 1 && input.Front.Length != dimensions + 2)
        {
            call.DoesNotFit(new ShapeFault(takes, input.Text(), $"view what it is given as {takes}"), report);
            return null;
        }

        var result = input.WithBack(dimensions, dimensions + 1);
        for (var i = 0; i < dimensions; i++)
        {
            var place = result.Locate(i - dimensions)!.Value;
            var size = map(result.At(place), i);
            if (size is { IsNumber: true, Factor: < 1 })
            {
                call.DoesNotFit(new ShapeFault($"{takes} of at least its kernel's size", input.Text(), "give it more elements or a smaller kernel"), report);
                return null;
            }

            result = result.Replace(place, size);
        }

        return result;
    }
}
