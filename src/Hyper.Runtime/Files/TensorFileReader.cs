namespace Hyper.Runtime.Files;

/// <summary>Reads a file of tensors, of whatever origin: first what it says, then the numbers into tensors that the caller has made for them.</summary>
internal sealed class TensorFileReader : IDisposable
{
    /// <summary>The name of the tensor that is the hash of all bytes before it, where a file has one.</summary>
    public const string Seal = "sha256";

    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly string name;

    private TensorFileReader(Stream stream, bool ownsStream, string name)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        this.name = name;
        Header = Guarded(() => TensorFileHeader.Read(stream));
        DataStart = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>What the file says of itself, checked.</summary>
    public TensorFileHeader Header { get; }

    /// <summary>Where the first number lies, in a file; 0 in a stream that does not know where it is.</summary>
    public long DataStart { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no file of tensors.</exception>
    public static TensorFileReader Open(string path) => Open(path, static file => file);

    /// <summary>Opens a file that <see cref="TensorFileWriter.WriteSealed"/> wrote, to read it with <see cref="ReadSealed"/>.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static TensorFileReader OpenSealed(string path) => Open(path, static file => new HashingStream(file));

    private static TensorFileReader Open(string path, Func<FileStream, Stream> wrap)
    {
        Stream file;
        try
        {
            file = wrap(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
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

    /// <summary>Reads all tensors into new ones.</summary>
    /// <returns>A dense host tensor for each by its name, in the caller's dispose scope: as many bytes as the file has.</returns>
    /// <exception cref="HyperDslException">The file ends before its last number, goes on behind it, or cannot be read.</exception>
    public IReadOnlyDictionary<string, Tensor> ReadAll()
    {
        var tensors = Header.Tensors.ToDictionary(place => place.Name, place => torch.empty([.. place.Shape], dtype: place.Type.Scalar), StringComparer.Ordinal);
        ReadInto(tensors);
        return tensors;
    }

    /// <summary>Reads all tensors of a file that was opened as a sealed one, and checks the seal.</summary>
    /// <returns>A dense host tensor for each by its name, without the seal, in the caller's dispose scope: as many bytes as the file has.</returns>
    /// <exception cref="HyperDslException">The file has no seal, ends before its last number, cannot be read, or is not as it was written.</exception>
    public IReadOnlyDictionary<string, Tensor> ReadSealed() => Guarded(() =>
    {
        var hashed = (HashingStream)stream;
        if (Header.Tensors is not [.., { Name: Seal, Type.Size: 1 } seal] || seal.End - seal.Begin != HashingStream.DigestBytes)
        {
            throw new TensorFileFault("It has no checksum at its end.");
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var place in Header.Tensors.SkipLast(1))
        {
            var tensor = torch.empty([.. place.Shape], dtype: place.Type.Scalar);
            tensors.Add(place.Name, tensor);
            TensorBytes.Read(hashed, tensor);
        }

        var expected = hashed.Digest();
        var found = new byte[expected.Length];
        hashed.ReadExactly(found);
        return found.AsSpan().SequenceEqual(expected) ? tensors : throw new TensorFileFault("Its checksum is not that of its content: it has been changed since it was written.");
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
        catch (EndOfStreamException problem)
        {
            throw new HyperDslException($"{name} cannot be loaded: It is cut short.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"{name} cannot be read: {problem.Message}", problem);
        }
    }
}
