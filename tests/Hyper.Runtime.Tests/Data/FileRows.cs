using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Data;

/// <summary>A source as a user writes one: rows of numbers and a label each, in a file that is mapped into memory and read row by row.</summary>
internal sealed class FileRows : IBatchSource, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly int features;
    private readonly List<long[]> reads = [];

    public FileRows(string path, Dataset rows)
    {
        features = (int)rows.Inputs.shape[1];
        Count = rows.Count;
        using (var writer = new BinaryWriter(File.Create(path)))
        {
            var (numbers, labels) = (rows.Inputs.data<float>().ToArray(), rows.Targets.data<long>().ToArray());
            for (var row = 0; row < Count; row++)
            {
                writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan(row * features, features)));
                writer.Write(labels[row]);
            }
        }

        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        view = file.CreateViewAccessor();
    }

    public long Count { get; init; }

    public bool ReadsAhead { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>What becomes of what is read: a test breaks it here.</summary>
    public Func<FileRows, Dataset, Dataset?>? Change { get; set; }

    /// <summary>Rows of each read so far.</summary>
    public IReadOnlyList<long[]> Reads
    {
        get
        {
            lock (reads)
            {
                return [.. reads];
            }
        }
    }

    public Dataset Read(ReadOnlySpan<long> rows)
    {
        lock (reads)
        {
            reads.Add(rows.ToArray());
        }

        var numbers = new float[rows.Length * features];
        var labels = new long[rows.Length];
        var width = (features * sizeof(float)) + sizeof(long);
        for (var i = 0; i < rows.Length; i++)
        {
            view.ReadArray(rows[i] * width, numbers, i * features, features);
            labels[i] = view.ReadInt64((rows[i] * width) + (features * sizeof(float)));
        }

        var read = new Dataset(tensor(numbers, [rows.Length, features]), tensor(labels));
        return Change is null ? read : Change(this, read)!;
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
