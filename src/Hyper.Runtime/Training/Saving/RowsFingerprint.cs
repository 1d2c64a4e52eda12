using System.Security.Cryptography;
using System.Text;
using Hyper.Runtime.Data;
using Hyper.Runtime.Files;

namespace Hyper.Runtime.Training.Saving;

/// <summary>
/// Tells rows from others: a SHA-256 over shapes, types and every number of the training and the validation split. Of rows that are with a
/// source, over what it says of itself, or over a sample of them.
/// </summary>
internal static class RowsFingerprint
{
    // Rows of a source that are compared where it does not say what it is: reading all of them might take hours.
    private const int SampledRows = 64;

    public static string Of(DataSplits splits)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            foreach (var split in (Dataset[])[splits.Training, splits.Validation])
            {
                Add(stream, split);
            }
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Add(CryptoStream stream, Dataset split)
    {
        if (split.InputNames is { Count: > 1 } names)
        {
            Write(stream, string.Join('\n', names));
        }

        if (split.IsHeld)
        {
            AddRows(stream, split);
            return;
        }

        Write(stream, FormattableString.Invariant($"{split.Count} rows of a source, "));
        if (split.Fingerprint is { } own)
        {
            Write(stream, own);
            return;
        }

        // The first one, the last one, and others at even distances.
        var rows = (int)Math.Min(SampledRows, split.Count);
        using var sample = split.Read([.. Enumerable.Range(0, rows).Select(i => rows == 1 ? 0 : (long)((split.Count - 1) * (Int128)i / (rows - 1)))]);
        AddRows(stream, sample);
    }

    private static void AddRows(CryptoStream stream, Dataset rows)
    {
        foreach (var tensor in rows.HeldInputs.AsList().Append(rows.Targets))
        {
            Write(stream, FormattableString.Invariant($"{tensor.dtype}[{string.Join(',', tensor.shape)}]"));
            TensorBytes.Write(stream, tensor);
        }
    }

    private static void Write(CryptoStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
