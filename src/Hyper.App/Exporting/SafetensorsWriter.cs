using System.Buffers.Binary;
using System.Text.Json;

namespace Hyper.App.Exporting;

/// <summary>Writes a state as a safetensors file.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StateDict state)
    {
        // Wider numbers first, so that each begins where a processor likes it.
        List<StateTensor> ordered = [.. state.Tensors.OrderBy(tensor => tensor.Type == "F32")];
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteString("model", state.Model);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in ordered)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % Alignment != 0)
        {
            header.WriteByte((byte)' ');
        }

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Bytes);
        }
    }
}
