using System.Buffers.Binary;

namespace Hyper.Runtime.Tests.Data;

/// <summary>Writes IDX, as the library does not.</summary>
internal static class IdxWriter
{
    public static byte[] Write(byte[] data, params uint[] shape)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + data.Length];
        file[2] = 8;
        file[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        data.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }
}
