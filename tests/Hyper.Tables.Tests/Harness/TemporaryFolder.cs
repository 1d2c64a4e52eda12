using System.IO.Compression;
using System.Text;

namespace Hyper.Tables.Tests.Harness;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hyper-tables-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(this[name], text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return this[name];
    }

    public string WriteCompressed(string name, string text)
    {
        using var stream = new GZipStream(File.Create(this[name]), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
