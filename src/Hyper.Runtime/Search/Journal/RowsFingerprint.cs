using System.Security.Cryptography;
using System.Text;
using Hyper.Runtime.Data;

namespace Hyper.Runtime.Search.Journal;

/// <summary>Tells rows from others: a SHA-256 over shapes, types and every number of the training and the validation split.</summary>
internal static class RowsFingerprint
{
    private const long NumbersAtOnce = 1 << 20;

    public static string Of(DataSplits splits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in (Tensor[])[splits.Training.Inputs, splits.Training.Targets, splits.Validation.Inputs, splits.Validation.Targets])
        {
            Add(hash, tensor);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, Tensor tensor)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{tensor.dtype}[{string.Join(',', tensor.shape)}]")));
        var width = tensor.NumberOfElements / tensor.shape[0];
        var rows = Math.Max(1, NumbersAtOnce / width);
        for (long start = 0; start < tensor.shape[0]; start += rows)
        {
            using var scope = torch.NewDisposeScope();
            var part = tensor.narrow(0, start, Math.Min(rows, tensor.shape[0] - start)).to(torch.CPU).contiguous().clone();
            hash.AppendData(part.bytes);
        }
    }
}
