using Hyper.Runtime.Files;

namespace Hyper.Runtime.Data.Rows;

/// <summary>Finds rows whose inputs are those of other rows, to the last bit.</summary>
internal sealed class RowKeys
{
    private readonly Dictionary<UInt128, long> rows = [];

    /// <summary>Takes all rows of a split in.</summary>
    /// <param name="split">Its inputs, some rows after the other.</param>
    public RowKeys(IEnumerable<ModelInputs> split) => Each(split, (key, row) => rows.TryAdd(key, row));

    /// <summary>The rows of another split that this one has, too, each with the row that is the same here.</summary>
    /// <param name="other">Its inputs, some rows after the other.</param>
    public IReadOnlyList<(long Row, long SameAs)> FindIn(IEnumerable<ModelInputs> other)
    {
        var found = new List<(long, long)>();
        Each(other, (key, row) =>
        {
            if (rows.TryGetValue(key, out long same))
                found.Add((row, same));
        });
        return found;
    }

    private static void Each(IEnumerable<ModelInputs> split, Action<UInt128, long> take)
    {
        long next = 0;
        foreach (ModelInputs some in split)
        {
            byte[][] inputs = [.. some.AsList().Select(BytesOf)];
            int[] widths = Array.ConvertAll(inputs, bytes => bytes.Length / (int)some.Rows);
            var whole = new byte[widths.Sum()];
            for (int row = 0; row < some.Rows; row++)
            {
                int place = 0;
                for (int i = 0; i < inputs.Length; i++)
                {
                    inputs[i].AsSpan(row * widths[i], widths[i]).CopyTo(whole.AsSpan(place));
                    place += widths[i];
                }

                take(Key(whole), next++);
            }
        }
    }

    private static byte[] BytesOf(Tensor input)
    {
        using var bytes = new MemoryStream();
        TensorBytes.Write(bytes, input);
        return bytes.ToArray();
    }

    // 128 bits of a row: that two rows out of a billion share them by chance is less likely than that the memory errs.
    private static UInt128 Key(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(row, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
