namespace Hyper.Runtime.Data;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 70,000 pictures of clothes, 28×28 pixels, in ten classes. It does not
/// travel with the library: Debian's package dataset-fashion-mnist has it.
/// </summary>
public static class FashionMnist
{
    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    /// <summary>Where Debian's package puts the four files.</summary>
    public const string DebianDirectory = "/usr/share/datasets/fashion-mnist";

    /// <summary>Reads the four files.</summary>
    /// <param name="directory">
    /// Where they are; by default where Debian's package puts them. Each may be compressed or not, and be spelled
    /// <c>train-images-idx3-ubyte</c> or <c>train-images.idx3-ubyte</c>.
    /// </param>
    /// <returns>60,000 rows to train and validate on, and 10,000 to test on: inputs [N, 784] from 0 to 1, and labels [N].</returns>
    /// <exception cref="HyperDslException">A file is not there or is damaged.</exception>
    public static (Dataset Training, Dataset Test) Load(string? directory = null)
    {
        string folder = directory ?? DebianDirectory;

        // All four are found before the first is read: a missing one is reported at once.
        string trainingImages = Find(folder, "train-images", "idx3");
        string trainingLabels = Find(folder, "train-labels", "idx1");
        string testImages = Find(folder, "t10k-images", "idx3");
        string testLabels = Find(folder, "t10k-labels", "idx1");
        Dataset training = IdxReader.ReadPair(trainingImages, trainingLabels, Classes);
        try
        {
            return (training, IdxReader.ReadPair(testImages, testLabels, Classes));
        }
        catch
        {
            training.Dispose();
            throw;
        }
    }

    private static string Find(string folder, string name, string kind)
    {
        string[] places =
        [
            .. from spelling in (string[])[$"{name}-{kind}-ubyte", $"{name}.{kind}-ubyte"]
               from ending in (string[])[".gz", ""]
               select Path.Combine(folder, spelling + ending),
        ];
        return Array.Find(places, File.Exists) ?? throw new HyperDslException(
            $"Fashion-MNIST's file {name} was not found; {string.Join(", ", places)} were looked for. Install it"
            + " (apt-get install dataset-fashion-mnist), or name the directory that holds the four files (--data DIR).");
    }
}
