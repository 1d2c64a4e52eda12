using System.IO.Compression;

namespace Hyper.Runtime.Tests.Data;

/// <summary>A folder for a test's files, gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("hyperdsl-data-").FullName;

    public string Write(string name, byte[] content, bool compressed = false)
    {
        string path = Path.Combine(Root, name);
        File.WriteAllBytes(path, compressed ? Gzip(content) : content);
        return path;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
