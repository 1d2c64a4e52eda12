using Comparing;
using Hyper.Runtime;

namespace PaperFigures.Data;

/// <summary>Where the four files of MNIST's kind lie.</summary>
internal static class PictureSource
{
    /// <summary>What the command line calls MNIST, which the paper took.</summary>
    public const string Mnist = "mnist";

    private static readonly string[] MnistPlaces = ["/usr/share/datasets/mnist", "mnist"];

    /// <summary>The directory that a name on the command line means; null for where Debian puts Fashion-MNIST.</summary>
    /// <exception cref="HyperDslException">MNIST is in none of its places.</exception>
    public static string? Directory(string source) => source switch
    {
        FashionPictures.Name => null,
        Mnist => Array.Find(MnistPlaces, System.IO.Directory.Exists) ?? throw new HyperDslException(
            $"MNIST was not found; {string.Join(" and ", MnistPlaces)} were looked for. Name the directory with its four files (--data DIR)."),
        _ => source,
    };
}
