using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hyper.App.Reporting.Tests.Fakes;

/// <summary>Writes files in the safetensors format.</summary>
internal static class TensorFiles
{
    public static void Write(string path, IReadOnlyDictionary<string, string> metadata, params (string Name, long[] Shape, double[] Values, bool Single)[] tensors)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = metadata };
        var offset = 0L;
        foreach (var (name, shape, values, single) in tensors)
        {
            var end = offset + (values.Length * (single ? 4L : 8L));
            header[name] = new Dictionary<string, object> { ["dtype"] = single ? "F32" : "F64", ["shape"] = shape, ["data_offsets"] = new[] { offset, end } };
            offset = end;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var stream = File.Create(path);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        foreach (var (_, _, values, single) in tensors)
        {
            stream.Write(single ? MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, static value => (float)value)) : MemoryMarshal.AsBytes<double>(values));
        }
    }
}
