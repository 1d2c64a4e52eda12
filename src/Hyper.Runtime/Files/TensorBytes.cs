namespace Hyper.Runtime.Files;

/// <summary>The numbers of a tensor between its own memory and a stream, a part at a time and without a copy of the whole.</summary>
internal static class TensorBytes
{
    // A span has at most 2³¹ bytes, and a stream is not to be asked for too much at once.
    private const long PartBytes = 1 << 26;

    /// <summary>Writes a tensor's numbers in their order.</summary>
    /// <param name="stream">Where they go.</param>
    /// <param name="tensor">Of any shape, on any device.</param>
    public static void Write(Stream stream, Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var part in Parts(tensor.detach().cpu().contiguous()))
        {
            stream.Write(part.bytes);
        }
    }

    /// <summary>Reads numbers into a tensor.</summary>
    /// <param name="stream">Where they come from.</param>
    /// <param name="tensor">A dense tensor on the host; what is there is replaced.</param>
    /// <exception cref="EndOfStreamException">There are fewer bytes than the tensor has.</exception>
    public static void Read(Stream stream, Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var part in Parts(tensor.detach()))
        {
            stream.ReadExactly(part.bytes);
        }
    }

    private static IEnumerable<Tensor> Parts(Tensor dense)
    {
        using var flat = dense.view(-1);
        var most = PartBytes / dense.ElementSize;
        for (long start = 0; start < flat.NumberOfElements; start += most)
        {
            using var part = flat.narrow(0, start, Math.Min(most, flat.NumberOfElements - start));
            yield return part;
        }
    }
}
