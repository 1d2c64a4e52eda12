using Hyper.Runtime.Files;

namespace Hyper.Runtime.Data;

/// <summary>Finds rows whose inputs are those of other rows, to the last bit.</summary>
internal sealed class RowKeys
{
    private const int RowsAtOnce = 4_096;

    private readonly Dictionary<UInt128, long> rows = [];

    /// <summary>Takes all rows of a split in.</summary>
    public RowKeys(Dataset split) => Each(split, (key, row) => rows.TryAdd(key, row));

    /// <summary>The rows of another split that this one has, too, each with the row that is the same here.</summary>
    public IReadOnlyList<(long Row, long SameAs)> FindIn(Dataset other)
    {
        var found = new List<(long, long)>();
        Each(other, (key, row) =>
        {
            if (rows.TryGetValue(key, out long same))
                found.Add((row, same));
        });
        return found;
    }

    private static void Each(Dataset split, Action<UInt128, long> take)
    {
        for (long start = 0; start < split.Count; start += RowsAtOnce)
        {
            using var scope = torch.NewDisposeScope();
            long count = Math.Min(RowsAtOnce, split.Count - start);
            using var bytes = new MemoryStream();
            TensorBytes.Write(bytes, split.Inputs.narrow(0, start, count));
            ReadOnlySpan<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            int width = all.Length / (int)count;
            for (int row = 0; row < count; row++)
                take(Key(all.Slice(row * width, width)), start + row);
        }
    }

    // 128 bits of a row: that two rows out of a billion share them by chance is less likely than that the memory errs.
    private static UInt128 Key(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(row, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
