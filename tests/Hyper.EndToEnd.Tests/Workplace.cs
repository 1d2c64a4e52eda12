using System.Buffers.Binary;
using System.Globalization;

namespace Hyper.EndToEnd.Tests;

/// <summary>A folder for a test's files, gone with the test.</summary>
internal sealed class Workplace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("hyperdsl-end-to-end-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Writes rows of 64 features, each near a value that its class has, and a label.</summary>
    /// <param name="name">The file.</param>
    /// <param name="rows">How many.</param>
    /// <param name="damage">Changes a line before it is written.</param>
    public string WriteCsv(string name, int rows, Func<int, string, string>? damage = null)
    {
        var random = new Random(1);
        IEnumerable<string> lines = Enumerable.Range(0, rows).Select(row =>
        {
            int label = row % 10;
            IEnumerable<string> features = Enumerable.Range(0, 64).Select(
                i => ((i % 10 == label ? 0.7 : 0.1) + (0.2 * random.NextDouble())).ToString("F3", CultureInfo.InvariantCulture));
            string line = string.Join(',', [.. features, $"{label}"]);
            return damage?.Invoke(row, line) ?? line;
        });
        File.WriteAllLines(this[name], lines);
        return this[name];
    }

    /// <summary>Writes the four files of an IDX data set of black 28×28 pictures, with labels from 0 to 9.</summary>
    public void WriteIdx(int training, int test)
    {
        foreach ((string part, int rows) in (ReadOnlySpan<(string, int)>)[("train", training), ("t10k", test)])
        {
            File.WriteAllBytes(this[$"{part}-images-idx3-ubyte"], Idx(new byte[rows * 784], (uint)rows, 28, 28));
            byte[] labels = [.. Enumerable.Range(0, rows).Select(row => (byte)(row % 10))];
            File.WriteAllBytes(this[$"{part}-labels-idx1-ubyte"], Idx(labels, (uint)rows));
        }
    }

    /// <summary>The same with pictures that can be told apart: stripes, as far from each other as their class says.</summary>
    public void WriteStripedIdx(int training, int test)
    {
        WriteIdx(training, test);
        foreach ((string part, int rows) in (ReadOnlySpan<(string, int)>)[("train", training), ("t10k", test)])
        {
            byte[] pixels = [.. Enumerable.Range(0, rows * 784).Select(i => (byte)(i % 784 % (2 + (i / 784 % 10)) == 0 ? 255 : 0))];
            File.WriteAllBytes(this[$"{part}-images-idx3-ubyte"], Idx(pixels, (uint)rows, 28, 28));
        }
    }

    /// <summary>An IDX file of bytes, whatever its header promises.</summary>
    public static byte[] Idx(byte[] data, params uint[] shape)
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
