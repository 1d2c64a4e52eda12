using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hyper.Runtime.Search.Journal;

/// <summary>
/// A line of a journal: a JSON object with what it says and a checksum of that text, so that a line that somebody or something has changed
/// is not taken for what a trial came to.
/// </summary>
internal static class JournalLine
{
    private const string Content = "content";
    private const string Checksum = "sha256";

    // Records nest settings and lists of numbers, and no more.
    private const int Depth = 16;

    /// <summary>The line of a content, with its end.</summary>
    /// <param name="json">The content, in one line.</param>
    public static byte[] Of(string json) => Encoding.UTF8.GetBytes($"{{\"{Content}\":{json},\"{Checksum}\":\"{HashOf(Encoding.UTF8.GetBytes(json))}\"}}\n");

    /// <summary>The content of a line; null where the line is none.</summary>
    /// <param name="line">The line without its end.</param>
    public static string? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Depth });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty(Content, out var content)
                || !root.TryGetProperty(Checksum, out var checksum)
                || checksum.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var json = content.GetRawText();
            return HashOf(Encoding.UTF8.GetBytes(json)) == checksum.GetString() ? json : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string HashOf(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));
}
