using System.Collections.Immutable;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>
/// What is known of a tensor's shape: all dimensions, or the first and the last ones with a gap of any number of dimensions
/// (also none) between them.
/// </summary>
internal sealed class TensorShape : IEquatable<TensorShape>
{
    private TensorShape(ImmutableArray<Dim> front, bool hasGap, ImmutableArray<Dim> back)
    {
        Front = front;
        HasGap = hasGap;
        Back = back;
    }

    /// <summary>A shape of which nothing is known.</summary>
    public static TensorShape Unknown { get; } = Open([], []);

    /// <summary>That of a model's input: rows of anything.</summary>
    public static TensorShape Batch { get; } = Open([Dim.Rows], []);

    /// <summary>All dimensions, or those before the gap.</summary>
    public ImmutableArray<Dim> Front { get; }

    public bool HasGap { get; }

    /// <summary>The dimensions behind the gap.</summary>
    public ImmutableArray<Dim> Back { get; }

    /// <summary>The number of dimensions that there are at least.</summary>
    public int MinRank => Front.Length + Back.Length;

    /// <summary>Whether anything is known but that there are rows.</summary>
    public bool TellsSomething => !HasGap || MinRank > 1 || (MinRank == 1 && (Back.Length == 1 || !Front[0].IsOfRows));

    /// <summary>Whether the size of any dimension is a known number.</summary>
    public bool HasNumber => Front.Concat(Back).Any(dim => dim.IsNumber);

    public static TensorShape Of(IEnumerable<Dim> dims) => new([.. dims], false, []);

    public static TensorShape Open(IEnumerable<Dim> front, IEnumerable<Dim> back) => new([.. front], true, [.. back]);

    /// <summary>The dimension so far from the end, 1 for the last one, where it is known.</summary>
    public Dim? FromEnd(int distance)
    {
        var dims = HasGap ? Back : Front;
        return distance <= dims.Length ? dims[dims.Length - distance] : null;
    }

    /// <summary>The dimension with this number from the front, where it is known.</summary>
    public Dim? FromStart(int index) => index < Front.Length ? Front[index] : null;

    /// <summary>The same with a known number of dimensions; null where it has another number of them.</summary>
    public TensorShape? WithRank(int rank)
    {
        if (!HasGap)
        {
            return Front.Length == rank ? this : null;
        }

        return MinRank <= rank ? Of([.. Front, .. Enumerable.Range(0, rank - MinRank).Select(_ => Dim.Fresh()), .. Back]) : null;
    }

    /// <summary>The same with at least so many dimensions at the end that can be looked at, for a tensor of at least <paramref name="minRank"/> dimensions.</summary>
    public TensorShape WithBack(int count, int minRank)
    {
        if (!HasGap || Back.Length >= count)
        {
            return this;
        }

        // A dimension in front may be one of those at the end, so it counts only where there is room for both.
        var room = Math.Max(minRank, MinRank) - count;
        return Open(Front.Take(Math.Max(0, room)), [.. Enumerable.Range(0, count - Back.Length).Select(_ => Dim.Fresh()), .. Back]);
    }

    /// <summary>Where a dimension is kept, counted from the end where negative; null where that is not known.</summary>
    public (bool InBack, int Index)? Locate(long dimension)
    {
        if (dimension >= 0)
        {
            return dimension < Front.Length ? (false, (int)dimension) : null;
        }

        var dims = HasGap ? Back : Front;
        return -dimension <= dims.Length ? (HasGap, dims.Length + (int)dimension) : null;
    }

    /// <summary>The same with other dimensions instead of a located one.</summary>
    public TensorShape Replace((bool InBack, int Index) place, params Dim[] dims)
        => place.InBack
            ? new(Front, HasGap, Back.RemoveAt(place.Index).InsertRange(place.Index, dims))
            : new(Front.RemoveAt(place.Index).InsertRange(place.Index, dims), HasGap, Back);

    public Dim At((bool InBack, int Index) place) => place.InBack ? Back[place.Index] : Front[place.Index];

    /// <summary>What is true of both.</summary>
    public static TensorShape Join(TensorShape one, TensorShape other)
    {
        if (one.Equals(other))
        {
            return one;
        }

        if (!one.HasGap && !other.HasGap && one.Front.Length == other.Front.Length)
        {
            return Of(one.Front.Zip(other.Front, (a, b) => a == b ? a : Dim.Fresh()));
        }

        var room = Math.Min(one.MinRank, other.MinRank);
        var front = new List<Dim>();
        while (front.Count < room && one.FromStart(front.Count) is { } a && other.FromStart(front.Count) is { } b && a == b)
        {
            front.Add(a);
        }

        var back = new List<Dim>();
        while (front.Count + back.Count < room && one.FromEnd(back.Count + 1) is { } a && other.FromEnd(back.Count + 1) is { } b && a == b)
        {
            back.Insert(0, a);
        }

        return Open(front, back);
    }

    public bool Equals(TensorShape? other)
        => other is not null && HasGap == other.HasGap && Front.SequenceEqual(other.Front) && Back.SequenceEqual(other.Back);

    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    public override int GetHashCode() => (Front.Length * 31) + Back.Length;

    public string Text()
    {
        IEnumerable<string> gap = HasGap ? ["…"] : [];
        return $"[{string.Join(", ", Front.Select(dim => dim.Text()).Concat(gap).Concat(Back.Select(dim => dim.Text())))}]";
    }
}
