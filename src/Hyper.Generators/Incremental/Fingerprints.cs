using System.Security.Cryptography;
using System.Text;

namespace Hyper.Generators.Incremental;

/// <summary>Short stand-ins for long texts: two texts with one fingerprint do not happen.</summary>
internal static class Fingerprints
{
    public static string Of(string text)
    {
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
