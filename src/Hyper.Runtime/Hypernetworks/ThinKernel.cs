using System.Numerics;
using System.Runtime.CompilerServices;
using Hyper.Runtime.Host;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>The two products of <see cref="ThinProduct"/>, block by block of the columns: what the rows meet stays in a core's cache.</summary>
/// <remarks>Loops are compiled well at once: a first step as slow as the runtime's quick code would take as long as hundreds.</remarks>
internal static unsafe class ThinKernel
{
    /// <summary>Columns at a time. The bounds depend on the number of columns alone, so sums do not depend on the threads.</summary>
    public const long Block = 1 << 13;

    // Rows at a time: no more than the hardware fetches ahead at once.
    private const long MostRows = 5;

    /// <summary>The number of blocks.</summary>
    public static long BlocksOf(long columns) => (columns + Block - 1) / Block;

    /// <summary>Writes some blocks of each sample's combination.</summary>
    public static void Combine<T>(in Combination at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var block = start; block < end; block++)
        {
            var (from, to) = (block * Block, Math.Min((block + 1) * Block, at.Columns));
            for (var row = 0L; row == 0 || row < at.Rows; row += MostRows)
            {
                var rows = Math.Min(at.Rows - row, MostRows);
                var sample = 0L;
                for (; sample <= at.Samples - 2; sample += 2)
                {
                    CombineTwo<T>(at, sample, row, rows, from, to);
                }

                if (sample < at.Samples)
                {
                    CombineOne<T>(at, sample, row, rows, from, to);
                }
            }
        }
    }

    /// <summary>Writes the sums of the products of some blocks, a row of [S·rows] for each block.</summary>
    public static void Project<T>(in Projection at, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var block = start; block < end; block++)
        {
            var (from, to) = (block * Block, Math.Min((block + 1) * Block, at.Columns));
            var sums = (double*)at.Sums + (block * at.Samples * at.Rows);
            for (var sample = 0L; sample < at.Samples; sample += 2)
            {
                var isPair = sample + 1 < at.Samples;
                var vector = (T*)at.Vectors + (sample * at.VectorStride);
                var other = isPair ? vector + at.VectorStride : vector;
                var ofVector = sums + (sample * at.Rows);
                var ofOther = isPair ? ofVector + at.Rows : ofVector;
                if (IsZero(vector, from, to) && (!isPair || IsZero(other, from, to)))
                {
                    // The displacement of the point that displacements are measured from: the matrix need not be read.
                    new Span<double>(ofVector, checked((int)(isPair ? 2 * at.Rows : at.Rows))).Clear();
                    continue;
                }

                var row = 0L;
                for (; row <= at.Rows - 4; row += 4)
                {
                    FourRows(vector, other, (T*)at.Matrix + (row * at.MatrixStride), at.MatrixStride, from, to, ofVector + row, ofOther + row);
                }

                for (; row < at.Rows; row++)
                {
                    OneRow(vector, other, (T*)at.Matrix + (row * at.MatrixStride), from, to, ofVector + row, ofOther + row);
                }
            }
        }
    }

    /// <summary>Adds the blocks' sums, in their order.</summary>
    public static void Sum<T>(in Projection at, nint destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (blocks, count) = (BlocksOf(at.Columns), at.Samples * at.Rows);
        for (var i = 0L; i < count; i++)
        {
            var sum = 0.0;
            for (var block = 0L; block < blocks; block++)
            {
                sum += ((double*)at.Sums)[(block * count) + i];
            }

            ((T*)destination)[i] = T.CreateTruncating(sum);
        }
    }

    // Some rows' part in two samples' combinations. From the second rows on what is there is the start.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineTwo<T>(in Combination at, long sample, long row, long rows, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var isZero = row == 0 && at.Start == 0;
        var to = (T*)at.Destination + (sample * at.DestinationStride);
        var otherTo = to + at.DestinationStride;
        var from = row > 0 || isZero ? to : (T*)at.Start + (sample * at.StartStride);
        var otherFrom = row > 0 || isZero ? otherTo : from + at.StartStride;
        var factors = (T*)at.Factors + (sample * at.Rows) + row;
        var otherFactors = factors + at.Rows;
        var stride = at.MatrixStride;
        var matrix = (T*)at.Matrix + (row * stride);
        var i = start;
        for (; i <= end - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
        {
            var (a, b, c, d) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
            if (!isZero)
            {
                (a, b) = (Vector.Load(from + i), Vector.Load(from + i + Vector<T>.Count));
                (c, d) = (Vector.Load(otherFrom + i), Vector.Load(otherFrom + i + Vector<T>.Count));
            }

            var element = matrix + i;
            for (var k = 0L; k < rows; k++, element += stride)
            {
                var (left, right) = (Vector.Load(element), Vector.Load(element + Vector<T>.Count));
                var (factor, otherFactor) = (new Vector<T>(factors[k]), new Vector<T>(otherFactors[k]));
                a = VectorMath.MultiplyAdd(left, factor, a);
                b = VectorMath.MultiplyAdd(right, factor, b);
                c = VectorMath.MultiplyAdd(left, otherFactor, c);
                d = VectorMath.MultiplyAdd(right, otherFactor, d);
            }

            a.Store(to + i);
            b.Store(to + i + Vector<T>.Count);
            c.Store(otherTo + i);
            d.Store(otherTo + i + Vector<T>.Count);
        }

        CombineRest(to, isZero ? null : from, factors, matrix, stride, rows, i, end);
        CombineRest(otherTo, isZero ? null : otherFrom, otherFactors, matrix, stride, rows, i, end);
    }

    // The same for one sample, four vectors at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineOne<T>(in Combination at, long sample, long row, long rows, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var isZero = row == 0 && at.Start == 0;
        var to = (T*)at.Destination + (sample * at.DestinationStride);
        var from = row > 0 || isZero ? to : (T*)at.Start + (sample * at.StartStride);
        var factors = (T*)at.Factors + (sample * at.Rows) + row;
        var stride = at.MatrixStride;
        var matrix = (T*)at.Matrix + (row * stride);
        var (second, third, fourth) = (Vector<T>.Count, 2 * Vector<T>.Count, 3 * Vector<T>.Count);
        var i = start;
        for (; i <= end - (4 * Vector<T>.Count); i += 4 * Vector<T>.Count)
        {
            var (a, b, c, d) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
            if (!isZero)
            {
                (a, b) = (Vector.Load(from + i), Vector.Load(from + i + second));
                (c, d) = (Vector.Load(from + i + third), Vector.Load(from + i + fourth));
            }

            var element = matrix + i;
            for (var k = 0L; k < rows; k++, element += stride)
            {
                var factor = new Vector<T>(factors[k]);
                a = VectorMath.MultiplyAdd(Vector.Load(element), factor, a);
                b = VectorMath.MultiplyAdd(Vector.Load(element + second), factor, b);
                c = VectorMath.MultiplyAdd(Vector.Load(element + third), factor, c);
                d = VectorMath.MultiplyAdd(Vector.Load(element + fourth), factor, d);
            }

            a.Store(to + i);
            b.Store(to + i + second);
            c.Store(to + i + third);
            d.Store(to + i + fourth);
        }

        CombineRest(to, isZero ? null : from, factors, matrix, stride, rows, i, end);
    }

    private static void CombineRest<T>(T* to, T* from, T* factors, T* matrix, long stride, long rows, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = start; i < end; i++)
        {
            var sum = from is null ? T.Zero : from[i];
            for (var k = 0L; k < rows; k++)
            {
                sum = T.FusedMultiplyAdd(matrix[(k * stride) + i], factors[k], sum);
            }

            to[i] = sum;
        }
    }

    // Inner products of two vectors, which may be one, with four rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows<T>(T* vector, T* other, T* first, long stride, long start, long end, double* ofVector, double* ofOther)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var second = first + stride;
        var third = second + stride;
        var fourth = third + stride;
        var (a, b, c, d) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var (e, f, g, h) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (x, y) = (Vector.Load(vector + i), Vector.Load(other + i));
            var row = Vector.Load(first + i);
            a = VectorMath.MultiplyAdd(x, row, a);
            e = VectorMath.MultiplyAdd(y, row, e);
            row = Vector.Load(second + i);
            b = VectorMath.MultiplyAdd(x, row, b);
            f = VectorMath.MultiplyAdd(y, row, f);
            row = Vector.Load(third + i);
            c = VectorMath.MultiplyAdd(x, row, c);
            g = VectorMath.MultiplyAdd(y, row, g);
            row = Vector.Load(fourth + i);
            d = VectorMath.MultiplyAdd(x, row, d);
            h = VectorMath.MultiplyAdd(y, row, h);
        }

        ofVector[0] = SumOf(a) + Rest(vector, first, i, end);
        ofVector[1] = SumOf(b) + Rest(vector, second, i, end);
        ofVector[2] = SumOf(c) + Rest(vector, third, i, end);
        ofVector[3] = SumOf(d) + Rest(vector, fourth, i, end);
        ofOther[0] = SumOf(e) + Rest(other, first, i, end);
        ofOther[1] = SumOf(f) + Rest(other, second, i, end);
        ofOther[2] = SumOf(g) + Rest(other, third, i, end);
        ofOther[3] = SumOf(h) + Rest(other, fourth, i, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow<T>(T* vector, T* other, T* row, long start, long end, double* ofVector, double* ofOther)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (Vector<T>.Zero, Vector<T>.Zero);
        var (e, f) = (Vector<T>.Zero, Vector<T>.Zero);
        var i = start;
        for (; i <= end - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
        {
            var (left, right) = (Vector.Load(row + i), Vector.Load(row + i + Vector<T>.Count));
            a = VectorMath.MultiplyAdd(Vector.Load(vector + i), left, a);
            b = VectorMath.MultiplyAdd(Vector.Load(vector + i + Vector<T>.Count), right, b);
            e = VectorMath.MultiplyAdd(Vector.Load(other + i), left, e);
            f = VectorMath.MultiplyAdd(Vector.Load(other + i + Vector<T>.Count), right, f);
        }

        *ofVector = SumOf(a + b) + Rest(vector, row, i, end);
        *ofOther = SumOf(e + f) + Rest(other, row, i, end);
    }

    private static double SumOf<T>(Vector<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(Vector.Sum(vector));

    private static double Rest<T>(T* vector, T* row, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (var i = start; i < end; i++)
        {
            sum += double.CreateTruncating(vector[i]) * double.CreateTruncating(row[i]);
        }

        return sum;
    }

    private static bool IsZero<T>(T* vector, long start, long end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            if (!Vector.EqualsAll(Vector.Load(vector + i), Vector<T>.Zero))
            {
                return false;
            }
        }

        for (; i < end; i++)
        {
            if (vector[i] != T.Zero)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a combination takes.</summary>
    public readonly record struct Combination(
        nint Destination, nint Start, nint Factors, nint Matrix, long Samples, long Rows, long Columns, long DestinationStride, long StartStride, long MatrixStride);

    /// <summary>What a projection takes.</summary>
    public readonly record struct Projection(nint Vectors, nint Matrix, nint Sums, long Samples, long Rows, long Columns, long VectorStride, long MatrixStride);
}
