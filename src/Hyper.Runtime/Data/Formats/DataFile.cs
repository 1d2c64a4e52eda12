using System.IO.Compression;

namespace Hyper.Runtime.Data.Formats;

/// <summary>A file of data that may be compressed with gzip, which its first two bytes tell, whatever its name is.</summary>
internal sealed class DataFile : IDisposable
{
    private DataFile(Stream content, long storedLength, bool isCompressed)
    {
        Content = content;
        StoredLength = storedLength;
        IsCompressed = isCompressed;
    }

    /// <summary>The data, unpacked.</summary>
    public Stream Content { get; }

    /// <summary>Bytes on disk; those of the data itself where it is not compressed.</summary>
    public long StoredLength { get; }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsCompressed { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="HyperDslException">It is not there, must not be read, or is a pipe, which has no length.</exception>
    public static DataFile Open(string path)
    {
        try
        {
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Wraps a stream that can seek, and takes ownership of it.</summary>
    public static DataFile Open(Stream stored)
    {
        if (!stored.CanSeek)
        {
            stored.Dispose();
            throw new NotSupportedException("It is a pipe; a file whose length is known is expected.");
        }

        Span<byte> start = stackalloc byte[2];
        bool compressed = stored.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1f && start[1] == 0x8b;
        stored.Position = 0;
        Stream content = compressed ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        return new DataFile(content, stored.Length, compressed);
    }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
