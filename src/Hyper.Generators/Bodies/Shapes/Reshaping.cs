using Hyper.Generators.Text;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What <c>view</c>, <c>reshape</c> and <c>flatten</c> make of a shape.</summary>
internal static class Reshaping
{
    /// <summary>The shape with these sizes, one of which may be −1; and why there is none.</summary>
    public static (TensorShape Result, ShapeFault? Fault) View(TensorShape from, IReadOnlyList<Dim> sizes)
    {
        var free = sizes.Select((size, index) => (size, index)).Where(pair => pair.size is { IsNumber: true, Factor: -1 }).Select(pair => pair.index).ToList();
        if (free.Count > 1 || sizes.Any(size => size is { IsNumber: true, Factor: < -1 }))
        {
            return (TensorShape.Unknown, null);
        }

        var result = sizes.ToList();
        if (free.Count == 1)
        {
            result[free[0]] = Dim.Fresh();
        }

        if (from.HasGap || Product(from.Front) is not { Number: > 0 } count || Product(sizes.Where((_, index) => !free.Contains(index))) is not { Number: > 0 } asked)
        {
            return (TensorShape.Of(result), null);
        }

        // Sizes that are on both sides cancel, whatever they are.
        var left = count.Symbols.ToList();
        var right = asked.Symbols.Where(symbol => !left.Remove(symbol)).ToList();
        if (right.Count > 0)
        {
            return (TensorShape.Of(result), null);
        }

        if (free.Count == 0)
        {
            var differ = left.Count == 0 && count.Number != asked.Number;
            return (TensorShape.Of(result), differ ? Fault(from, count.Number, sizes, asked.Number) : null);
        }

        if (count.Number % asked.Number == 0)
        {
            var rest = count.Number / asked.Number;
            result[free[0]] = left.Count switch
            {
                0 => Dim.Of(rest),
                1 => new Dim(rest, left[0]),
                _ => Dim.Fresh(),
            };
            return (TensorShape.Of(result), null);
        }

        // Several rows may make one piece on purpose, so only what fits in neither way is wrong.
        var isWrong = left.Count == 0 || (left.Count == 1 && ReferenceEquals(left[0], Dim.Rows.Symbol) && asked.Number % count.Number != 0);
        return (TensorShape.Of(result), isWrong ? Fault(from, count.Number, sizes, asked.Number) : null);
    }

    /// <summary>The dimensions from <paramref name="start"/> to <paramref name="end"/> as one.</summary>
    public static TensorShape Flatten(TensorShape from, long start, long end)
    {
        if (from.HasGap)
        {
            // What is flattened to the end leaves a known number of dimensions, whatever there was.
            return start is >= 0 and < 8 && end == -1
                ? TensorShape.Of([.. Enumerable.Range(0, (int)start).Select(i => from.FromStart(i) ?? Dim.Fresh()), Dim.Fresh()])
                : TensorShape.Unknown;
        }

        var rank = from.Front.Length;
        var (first, last) = (start < 0 ? start + rank : start, end < 0 ? end + rank : end);
        if (first < 0 || last < first || last >= rank)
        {
            return TensorShape.Unknown;
        }

        var product = Product(from.Front.Skip((int)first).Take((int)(last - first) + 1));
        var one = product switch
        {
            { Symbols.Count: 0 } all => Dim.Of(all.Number),
            { Symbols.Count: 1 } all => new Dim(all.Number, all.Symbols[0]),
            _ => Dim.Fresh(),
        };
        return TensorShape.Of([.. from.Front.Take((int)first), one, .. from.Front.Skip((int)last + 1)]);
    }

    private static ShapeFault Fault(TensorShape from, long count, IReadOnlyList<Dim> sizes, long asked)
    {
        var perRow = from.Front.Any(dim => dim.IsOfRows) ? " a row" : "";
        var whole = sizes.Any(size => size is { IsNumber: true, Factor: -1 }) ? "pieces of " : "";
        return new ShapeFault(
            $"{whole}{asked.Prose()} elements{(whole.Length == 0 ? perRow : "")} as [{string.Join(", ", sizes.Select(size => size.Text()))}]",
            $"{from.Text()} with {count.Prose()}{perRow}",
            "make the sizes agree");
    }

    private static (long Number, List<object> Symbols)? Product(IEnumerable<Dim> dims)
    {
        long number = 1;
        var symbols = new List<object>();
        foreach (var dim in dims)
        {
            if (dim.Factor is < 0 or > int.MaxValue || number * dim.Factor > int.MaxValue)
            {
                return null;
            }

            number *= dim.Factor;
            if (dim.Symbol is { } symbol)
            {
                symbols.Add(symbol);
            }
        }

        return (number, symbols);
    }
}
