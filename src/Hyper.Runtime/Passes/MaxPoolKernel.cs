using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hyper.Runtime.Passes;

/// <summary>
/// Max pooling over host memory without branches: the rows of a window are compared as vectors, then the columns of what
/// is left; of that every stride-th is kept. Each number has its place beside it, as a number of the same type.
/// </summary>
internal static unsafe class MaxPoolKernel
{
    /// <summary>Elements of a row: what is compared of it lies on the stack.</summary>
    public const long WidestRow = 1 << 10;

    /// <summary>Elements of a channel: Float32 holds whole numbers up to here.</summary>
    public const long MostElements = 1 << 24;

    /// <summary>Pools some planes: a plane is one channel of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pool<T>(in Planes at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Vectors reach beyond the last window, by less than their own length.
        var length = at.Width + at.Kernel + Vector<T>.Count;
        var best = stackalloc T[length];
        var place = stackalloc T[length];
        for (var plane = start; plane < end; plane++)
        {
            var images = (T*)at.Images + (plane * at.Height * at.Width);
            var largest = (T*)at.Largest + (plane * at.OutputHeight * at.OutputWidth);
            var places = (int*)at.Places + (plane * at.OutputHeight * at.OutputWidth);
            for (var row = 0; row < at.OutputHeight; row++, largest += at.OutputWidth, places += at.OutputWidth)
            {
                var first = row * at.Stride * at.Width;
                DownColumns(images + first, best, place, at.Width, at.Kernel);
                AlongRow(best, place, at.Width, at.Kernel);
                for (var column = 0; column < at.OutputWidth; column++)
                {
                    var x = column * at.Stride;
                    largest[column] = best[x];
                    places[column] = first + x + int.CreateTruncating(place[x]);
                }
            }
        }
    }

    /// <summary>Adds each window's gradient where its largest element was, in some planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PullBack<T>(in Windows at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var plane = start; plane < end; plane++)
        {
            var gradient = (T*)at.Gradient + (plane * at.Count);
            var places = (int*)at.Places + (plane * at.Count);
            var back = (T*)at.Back + (plane * at.Elements);
            for (var i = 0L; i < at.Count; i++)
            {
                back[places[i]] += gradient[i];
            }
        }
    }

    // The largest of each column of the window's rows; its place is counted from the first row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DownColumns<T>(T* rows, T* best, T* place, int width, int kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = 0;
        for (; x <= width - Vector<T>.Count; x += Vector<T>.Count)
        {
            Down(rows + x, best + x, place + x, width, kernel);
        }

        if (x < width && width >= Vector<T>.Count)
        {
            // Once more for some columns, which changes nothing.
            x = width - Vector<T>.Count;
            Down(rows + x, best + x, place + x, width, kernel);
            x = width;
        }

        for (; x < width; x++)
        {
            var (largest, at) = (rows[x], T.Zero);
            for (var y = 1; y < kernel; y++)
            {
                var next = rows[(y * width) + x];
                if (next > largest || T.IsNaN(next))
                {
                    (largest, at) = (next, T.CreateTruncating(y * width));
                }
            }

            (best[x], place[x]) = (largest, at);
        }
    }

    // As many columns as a vector has elements.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Down<T>(T* rows, T* best, T* place, int width, int kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, at) = (Vector.Load(rows), Vector<T>.Zero);
        for (var y = 1; y < kernel; y++)
        {
            var next = Vector.Load(rows + (y * width));
            var isLarger = Vector.GreaterThan(next, largest) | ~Vector.Equals(next, next);
            largest = Vector.ConditionalSelect(isLarger, next, largest);
            at = Vector.ConditionalSelect(isLarger, new Vector<T>(T.CreateTruncating(y * width)), at);
        }

        largest.Store(best);
        at.Store(place);
    }

    // The largest of so many numbers from each on, in place: what is read lies ahead of what is written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongRow<T>(T* best, T* place, int width, int kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var x = 0; x < width; x += Vector<T>.Count)
        {
            var (largest, at) = (Vector.Load(best + x), Vector.Load(place + x));
            for (var shift = 1; shift < kernel; shift++)
            {
                var next = Vector.Load(best + x + shift);
                var nextAt = Vector.Load(place + x + shift) + new Vector<T>(T.CreateTruncating(shift));
                var isFirstOfEqual = Vector.Equals(next, largest) & Vector.LessThan(nextAt, at);
                var isLarger = Vector.GreaterThan(next, largest) | ~Vector.Equals(next, next) | isFirstOfEqual;
                largest = Vector.ConditionalSelect(isLarger, next, largest);
                at = Vector.ConditionalSelect(isLarger, nextAt, at);
            }

            largest.Store(best + x);
            at.Store(place + x);
        }
    }

    /// <summary>Images and what is made of them.</summary>
    public readonly record struct Planes(nint Images, nint Largest, nint Places, int Height, int Width, int OutputHeight, int OutputWidth, int Kernel, int Stride);

    /// <summary>The gradient of what was made, and where it goes.</summary>
    public readonly record struct Windows(nint Gradient, nint Places, nint Back, long Count, long Elements);
}
