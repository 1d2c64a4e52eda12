using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Diagnostics;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What functions that arrange elements make of shapes.</summary>
internal static class Arranging
{
    /// <summary><c>view</c> and <c>reshape</c>.</summary>
    public static TensorShape? View(TensorCall call, ShapeReport report)
    {
        if (TensorCall.Sizes(call["shape"]) is not { } sizes)
        {
            return null;
        }

        var (result, fault) = Reshaping.View(call.Input.Shape, sizes);
        if (fault is not null)
        {
            report(ShapeRules.ViewDoesNotFit, [call.Method.Name, fault.Takes, fault.Given, ShapeChain.Led(call.Input.Chain), fault.Cure]);
        }

        return result;
    }

    /// <summary><c>cat</c>.</summary>
    public static TensorShape? Concatenate(TensorCall call, ShapeReport report)
    {
        if (call["tensors"] is not SeveralValues { Items: { Length: > 0 } tensors } || call.Number(0, "dim", "axis") is not { } dimension)
        {
            return null;
        }

        if (Broadcasting.Concatenated([.. tensors.Select(tensor => tensor.Shape)], dimension) is { } shape)
        {
            return shape;
        }

        var fault = $"{string.Join(" and ", tensors.Select(tensor => tensor.Shape.Text()))}, which differ beside dimension {Dim.Of(dimension).Text()}";
        report(ShapeRules.ShapesDiffer, [call.Method.Name, fault, ShapeChain.Of([.. tensors]), "make the other sizes equal or choose another dimension"]);
        return TensorShape.Unknown;
    }

    /// <summary><c>stack</c>.</summary>
    public static TensorShape? Stack(TensorCall call, ShapeReport report)
    {
        if (call["tensors"] is not SeveralValues { Items: { Length: > 0 } tensors } || call.Number(0, "dim") is not { } dimension)
        {
            return null;
        }

        var shapes = tensors.Select(tensor => tensor.Shape).ToList();
        if (shapes.Any(shape => shape.HasGap))
        {
            return null;
        }

        var rank = shapes[0].Front.Length;
        if (shapes.Any(shape => shape.Front.Length != rank || shape.Front.Zip(shapes[0].Front, Dim.Differ).Any(differ => differ)))
        {
            report(ShapeRules.ShapesDiffer, [call.Method.Name, $"{string.Join(" and ", shapes.Select(shape => shape.Text()))}, which differ", ShapeChain.Of([.. tensors]), "make the sizes equal"]);
            return null;
        }

        return Unsqueeze(shapes.Aggregate(TensorShape.Join), dimension) is { } stacked && stacked.Locate(dimension) is { } place
            ? stacked.Replace(place, Dim.Of(shapes.Count))
            : null;
    }

    /// <summary><c>transpose</c> by its call.</summary>
    public static TensorShape? Transpose(TensorCall call, ShapeReport report)
        => call.Number(0, "dim0", "axis0") is { } one && call.Number(1, "dim1", "axis1") is { } other ? Transpose(call.Input.Shape, one, other) : null;

    /// <summary><c>squeeze</c> of one dimension.</summary>
    public static TensorShape? Squeeze(TensorCall call, ShapeReport report)
    {
        var input = call.Input.Shape;
        return call["dim"].Number is { } dimension && input.Locate(dimension) is { } squeezed && input.At(squeezed) is { IsNumber: true } size
            ? size.Factor == 1 ? input.Replace(squeezed) : input
            : null;
    }

    /// <summary>Two dimensions exchanged; null where that is not known.</summary>
    public static TensorShape? Transpose(TensorShape input, long one, long other)
    {
        if (input.Locate(one) is not { } a || input.Locate(other) is not { } b)
        {
            return null;
        }

        var (first, second) = (input.At(a), input.At(b));
        return input.Replace(a, second).Replace(b, first);
    }

    /// <summary>Dimensions in another order; null where that is not known.</summary>
    public static TensorShape? Permute(TensorShape input, IReadOnlyList<long> order)
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

    /// <summary>One more dimension, of one; null where that is not known.</summary>
    public static TensorShape? Unsqueeze(TensorShape input, long dimension)
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

    /// <summary>What makes one element of many along dimensions, or of all.</summary>
    public static TensorShape? Reduce(TensorCall call, ShapeReport report)
    {
        var input = call.Input.Shape;
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
}
