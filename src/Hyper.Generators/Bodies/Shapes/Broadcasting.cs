namespace Hyper.Generators.Bodies.Shapes;

/// <summary>How the shapes of several tensors become one.</summary>
internal static class Broadcasting
{
    /// <summary>The shape of an elementwise operation's result; null where the operands do not broadcast.</summary>
    public static TensorShape? Of(TensorShape one, TensorShape other)
    {
        if (one.HasGap && one.Equals(other) && !one.Front.Contains(Dim.Of(1)))
        {
            // Of whichever has more dimensions, those in front stay as they are.
            return one;
        }

        var isOpen = one.HasGap || other.HasGap;
        var (shortest, longest) = (Math.Min(Ends(one), Ends(other)), Math.Max(Ends(one), Ends(other)));
        var back = new List<Dim>();
        for (var i = 1; i <= longest; i++)
        {
            if (Aligned(one, other, i) is not { } dim)
            {
                return null;
            }

            // Behind both known ends nothing is sure, but that a size other than 1 stays as it is.
            if (isOpen && i > shortest && !dim.IsNumber)
            {
                break;
            }

            back.Insert(0, dim);
        }

        return isOpen ? TensorShape.Open([], back) : TensorShape.Of(back);
    }

    /// <summary>The shape of tensors put one behind the other along a dimension; null where they do not fit.</summary>
    public static TensorShape? Concatenated(IReadOnlyList<TensorShape> shapes, long dimension)
    {
        if (shapes.Any(shape => shape.HasGap))
        {
            return ConcatenatedAtEnd(shapes, dimension);
        }

        var rank = shapes[0].Front.Length;
        var axis = dimension < 0 ? dimension + rank : dimension;
        if (shapes.Any(shape => shape.Front.Length != rank))
        {
            // A vector without elements may stand among others.
            return shapes.Any(shape => shape.Front.Length == 1) ? TensorShape.Unknown : null;
        }

        if (axis < 0 || axis >= rank)
        {
            return TensorShape.Unknown;
        }

        var dims = new Dim[rank];
        for (var i = 0; i < rank; i++)
        {
            var sizes = shapes.Select(shape => shape.Front[i]).ToList();
            var number = sizes.Where(size => size.IsNumber).Distinct().ToList();
            if (i == axis)
            {
                dims[i] = sizes.All(size => size.IsNumber) ? Dim.Of(sizes.Sum(size => size.Factor)) : Dim.Fresh();
            }
            else if (number.Count > 1)
            {
                return null;
            }
            else
            {
                dims[i] = number.Count == 1 ? number[0] : sizes.Distinct().Count() == 1 ? sizes[0] : Dim.Fresh();
            }
        }

        return TensorShape.Of(dims);
    }

    private static TensorShape ConcatenatedAtEnd(IReadOnlyList<TensorShape> shapes, long dimension)
    {
        var ends = shapes.Select(shape => shape.FromEnd(1)).ToList();
        if (ends.Any(end => end is not { IsNumber: true }))
        {
            return TensorShape.Unknown;
        }

        var sum = Dim.Of(ends.Sum(end => end!.Value.Factor));
        var first = shapes.Select(shape => shape.FromStart(0)).Distinct().ToList() is [{ } same] ? same : Dim.Fresh();

        // Where the last sizes differ, they can only be the ones that are added up: dimension 1 is the last one then.
        return dimension == -1 ? TensorShape.Open(shapes.All(shape => shape.MinRank >= 2) ? [first] : [], [sum])
            : dimension == 1 && ends.Distinct().Count() > 1 ? TensorShape.Of([first, sum])
            : TensorShape.Unknown;
    }

    private static int Ends(TensorShape shape) => shape.HasGap ? shape.Back.Length : shape.Front.Length;

    private static Dim? Aligned(TensorShape one, TensorShape other, int fromEnd)
    {
        var one1 = Dim.Of(1);
        return (one.FromEnd(fromEnd), other.FromEnd(fromEnd)) switch
        {
            ({ } a, { } b) when a == b || b == one1 => a,
            ({ } a, { } b) when a == one1 => b,
            ({ } a, { } b) when Dim.Differ(a, b) => null,
            ({ IsNumber: true } a, { }) => a,
            ({ }, { IsNumber: true } b) => b,
            ({ }, { }) => Dim.Fresh(),
            ({ } a, null) => other.HasGap && a == one1 ? Dim.Fresh() : a,
            (null, { } b) => one.HasGap && b == one1 ? Dim.Fresh() : b,
            _ => Dim.Fresh(),
        };
    }
}
