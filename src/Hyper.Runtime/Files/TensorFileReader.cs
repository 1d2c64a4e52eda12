namespace Hyper.Runtime.Files;

/// <summary>Reads a file of tensors, of whatever origin: first what it says, then the numbers into tensors that the caller has made for them.</summary>
internal sealed class TensorFileReader : IDisposable
{
    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly string name;

    private TensorFileReader(Stream stream, bool ownsStream, string name)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        this.name = name;
        Header = Guarded(() => TensorFileHeader.Read(stream));
    }

    /// <summary>What the file says of itself, checked.</summary>
    public TensorFileHeader Header { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no file of tensors.</exception>
    public static TensorFileReader Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }

        try
        {
            return new TensorFileReader(file, ownsStream: true, $"'{path}'");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads from a stream, from where it stands to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no file of tensors.</exception>
    public static TensorFileReader Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new TensorFileReader(stream, ownsStream: false, "The stream");
    }

    /// <summary>Refuses the file for what is in it.</summary>
    /// <param name="what">What is wrong, a sentence.</param>
    public HyperDslException Refuse(string what) => new($"{name} cannot be loaded: {what}");

    /// <summary>Reads the numbers of all tensors.</summary>
    /// <param name="destinations">A dense host tensor for each tensor of the file, of its type and number of elements.</param>
    /// <exception cref="HyperDslException">The file ends before its last number, goes on behind it, or cannot be read.</exception>
    public void ReadInto(IReadOnlyDictionary<string, Tensor> destinations) => Guarded(() =>
    {
        foreach (var tensor in Header.Tensors)
        {
            try
            {
                TensorBytes.Read(stream, destinations[tensor.Name]);
            }
            catch (EndOfStreamException problem)
            {
                throw new TensorFileFault($"It is cut short in the midst of {tensor.Name}.", problem);
            }
        }

        return stream.ReadByte() < 0 ? true : throw TensorFileFault.Long(Header.DataLength);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TensorFileFault fault)
        {
            throw new HyperDslException($"{name} cannot be loaded: {fault.Message}", fault);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"{name} cannot be read: {problem.Message}", problem);
        }
    }
}
