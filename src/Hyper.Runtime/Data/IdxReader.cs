using Hyper.Runtime.Data.Formats;
using Hyper.Runtime.Native;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>
/// Reads IDX files of unsigned bytes, the format of MNIST and its relatives, plain or compressed with gzip (told apart by
/// their content, not by their name).
/// </summary>
public static class IdxReader
{
    /// <summary>Reads images.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The pixels as 32-bit floating-point numbers from 0 to 255, in the file's shape: [N, rows, columns].</returns>
    /// <exception cref="HyperDslException">The file cannot be read, or is no IDX file of images; the byte is named.</exception>
    public static Tensor ReadImages(string path)
    {
        NativeBackend.EnsureLoaded();
        (byte[] data, long[] shape) = Read(path);
        if (shape.Length < 2)
            throw IdxHeader.Fault(path, 3, "there is 1 dimension; images have two or more");
        using Tensor bytes = tensor(data, shape, ScalarType.Byte);
        return bytes.to(ScalarType.Float32);
    }

    /// <summary>Reads labels.</summary>
    /// <param name="path">The file.</param>
    /// <returns>[N], 64-bit.</returns>
    /// <exception cref="HyperDslException">The file cannot be read, or is no IDX file of labels; the byte is named.</exception>
    public static Tensor ReadLabels(string path)
    {
        NativeBackend.EnsureLoaded();
        (byte[] data, long[] shape) = Read(path);
        if (shape.Length != 1)
            throw IdxHeader.Fault(path, 3, $"there are {shape.Length} dimensions; labels have one");
        using Tensor bytes = tensor(data, shape, ScalarType.Byte);
        return bytes.to(ScalarType.Int64);
    }

    /// <summary>Reads images with their labels.</summary>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels.</param>
    /// <param name="classes">How many classes there are; they are numbered from 0.</param>
    /// <returns>Inputs [N, pixels] of 32-bit floating-point numbers from 0 to 1, and labels [N].</returns>
    /// <exception cref="HyperDslException">
    /// A file cannot be read, the two have unequal counts, or a label is no class.
    /// </exception>
    public static Dataset ReadPair(string imagesPath, string labelsPath, int classes = 10)
    {
        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        Tensor images = ReadImages(imagesPath);
        Tensor labels = ReadLabels(labelsPath);
        if (images.shape[0] != labels.shape[0])
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"'{imagesPath}' has {images.shape[0]} images and '{labelsPath}' has {labels.shape[0]} labels; each image has one label. Are they a pair?"));
        }

        using var read = new Dataset(images.flatten(1).div_(Scalars.Of(255)), labels);
        try
        {
            read.RequireLabelsBelow(classes);
        }
        catch (HyperDslException problem)
        {
            throw new HyperDslException($"'{labelsPath}': {problem.Message}", problem);
        }

        return new Dataset(read.Inputs.alias(), read.Targets.alias());
    }

    private static (byte[] Data, long[] Shape) Read(string path)
    {
        using DataFile file = DataFile.Open(path);
        IdxHeader header = IdxHeader.Read(path, file);
        byte[] data = ReadData(path, file, header);

        Span<byte> more = stackalloc byte[1];
        if (IdxHeader.ReadSome(path, file, more, (long)header.Length + header.Count) > 0)
        {
            throw IdxHeader.Fault(
                path, (long)header.Length + header.Count,
                FormattableString.Invariant($"the file goes on after the {header.Count} bytes of data that its header promises"));
        }

        return (data, header.Shape);
    }

    /// <summary>
    /// Reads piece by piece: what a compressed file really holds is known when it has been unpacked, so memory is set
    /// aside for what has come and not for what was promised.
    /// </summary>
    private static byte[] ReadData(string path, DataFile file, IdxHeader header)
    {
        byte[] data = new byte[file.IsCompressed ? Math.Min(header.Count, 1 << 20) : header.Count];
        int found = 0;
        while (true)
        {
            int wanted = data.Length - found;
            int read = IdxHeader.ReadSome(path, file, data.AsSpan(found), (long)header.Length + found);
            found += read;
            if (read < wanted)
            {
                throw IdxHeader.Fault(
                    path, (long)header.Length + found,
                    FormattableString.Invariant($"the data is cut short: {header.Count} bytes are expected, and {found} are there"));
            }

            if (found == header.Count)
                return data;
            Array.Resize(ref data, (int)Math.Min(header.Count, 2L * data.Length));
        }
    }
}
