using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>A saved file taken apart, to be changed and put together again.</summary>
internal sealed class SavedParts
{
    private SavedParts(JsonObject header, byte[] data)
    {
        Header = header;
        Data = data;
    }

    public JsonObject Header { get; set; }

    public byte[] Data { get; set; }

    public JsonObject Metadata => Header["__metadata__"]!.AsObject();

    public static SavedParts Of(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        return new SavedParts(JsonNode.Parse(Encoding.UTF8.GetString(file, 8, length))!.AsObject(), file[(8 + length)..]);
    }

    /// <summary>A file with a header of any text.</summary>
    public static byte[] With(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)text.Length);
        return [.. prefix, .. text, .. data];
    }

    public byte[] Build() => With(Header.ToJsonString(), Data);

    /// <summary>Changes a text of the metadata.</summary>
    public void Replace(string name, string old, string @new)
    {
        var text = Metadata[name]!.GetValue<string>();
        Assert.Contains(old, text, StringComparison.Ordinal);
        Metadata[name] = text.Replace(old, @new, StringComparison.Ordinal);
    }
}
