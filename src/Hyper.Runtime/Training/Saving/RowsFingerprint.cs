using System.Security.Cryptography;
using System.Text;
using Hyper.Runtime.Data;
using Hyper.Runtime.Files;

namespace Hyper.Runtime.Training.Saving;

/// <summary>Tells rows from others: a SHA-256 over shapes, types and every number of the training and the validation split.</summary>
internal static class RowsFingerprint
{
    public static string Of(DataSplits splits)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            foreach (var tensor in (Tensor[])[splits.Training.Inputs, splits.Training.Targets, splits.Validation.Inputs, splits.Validation.Targets])
            {
                stream.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{tensor.dtype}[{string.Join(',', tensor.shape)}]")));
                TensorBytes.Write(stream, tensor);
            }
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }
}
