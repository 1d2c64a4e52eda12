using System.Security.Cryptography;

namespace Hyper.Runtime.Files;

/// <summary>Passes bytes on to another stream, or on from it, and hashes them on their way.</summary>
/// <param name="inner">The other stream.</param>
/// <param name="leaveOpen">Whether it stays open when this one is disposed of.</param>
internal sealed class HashingStream(Stream inner, bool leaveOpen = false) : Stream
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestBytes = SHA256.HashSizeInBytes;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => inner.CanRead;

    /// <summary>Whether the length is known; nothing is ever skipped.</summary>
    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException("What is skipped would be missing in the hash.");
    }

    /// <summary>The SHA-256 of all bytes so far.</summary>
    public byte[] Digest() => hash.GetCurrentHash();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        hash.AppendData(buffer[..count]);
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        hash.AppendData(buffer);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("What is skipped would be missing in the hash.");

    public override void SetLength(long value) => throw new NotSupportedException("What is cut off would be in the hash.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            if (!leaveOpen)
            {
                inner.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
