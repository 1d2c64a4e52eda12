using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Hyper.Tables.Schema;
using static TorchSharp.torch;

namespace Hyper.Tables.Pictures;

/// <summary>Pictures of a folder that has a folder for each class: in memory, a byte a pixel and channel.</summary>
public sealed class PictureFolder : IDisposable
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    private PictureFolder(Dataset pictures, IReadOnlyList<string> classes, IReadOnlyList<string> files) =>
        (Pictures, Classes, Files) = (pictures, classes, files);

    /// <summary>Inputs [N, channels, height, width] of bytes from 0 to 255, which a run converts a minibatch at a time; labels [N].</summary>
    public Dataset Pictures { get; }

    /// <summary>The folders' names in order: label 0 is the first one's.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The file of each row.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads all pictures of a folder's folders: PNG, JPEG, BMP, GIF and WebP. Each is scaled to one size, whatever its own.</summary>
    /// <param name="folder">The folder; below it is one for each class.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <exception cref="HyperDslException">There is no such folder, fewer than two classes, a class without pictures, or a damaged file, which is named.</exception>
    public static PictureFolder Load(string folder, int width, int height, int channels = 3)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (width < 1 || height < 1 || channels is not (1 or 3))
        {
            throw new HyperDslException(FormattableString.Invariant($"Pictures of {width}×{height} pixels and {channels} channels were asked for; at least 1×1, and 1 or 3 channels, are expected."));
        }

        string[] folders = Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)] : throw new HyperDslException($"There is no folder '{folder}'.");
        if (folders.Length < 2)
        {
            throw new HyperDslException(FormattableString.Invariant($"'{folder}' has {folders.Length} folders; one for each class, and at least two, are expected."));
        }

        string[] classes = [.. folders.Select(path => Path.GetFileName(path))];
        var (files, labels) = (new List<string>(), new List<long>());
        foreach (var (label, path) in folders.Index())
        {
            string[] own = [.. Directory.GetFiles(path).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            files.AddRange(own.Length > 0 ? own : throw new HyperDslException($"'{path}' has no picture; files that end with one of {SchemaNames.Shown(Endings)} are expected."));
            labels.AddRange(Enumerable.Repeat((long)label, own.Length));
        }

        var size = channels * height * width;
        var bytes = new byte[checked(files.Count * size)];
        for (var i = 0; i < files.Count; i++)
        {
            PictureFile.Read(files[i], width, height, channels, bytes.AsSpan(i * size, size));
        }

        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        return new PictureFolder(new Dataset(tensor(bytes, [files.Count, channels, height, width], ScalarType.Byte), tensor(labels.ToArray())), classes, files);
    }

    /// <inheritdoc/>
    public void Dispose() => Pictures.Dispose();
}
