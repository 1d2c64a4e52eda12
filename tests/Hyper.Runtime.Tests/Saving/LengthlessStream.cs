namespace Hyper.Runtime.Tests.Saving;

/// <summary>A stream that does not know how long it is, and gives a part of what it is asked for.</summary>
internal sealed class LengthlessStream(byte[] content) : Stream
{
    private const int Most = 100;

    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var part = content.AsSpan(position, Math.Min(Math.Min(buffer.Length, Most), content.Length - position));
        part.CopyTo(buffer);
        position += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
