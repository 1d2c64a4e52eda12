using Hyper.Runtime.Data.Formats;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>
/// 1,797 handwritten digits of 8×8 pixels, from 13 writers: small enough to travel with the library and to train on in
/// seconds. Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository,
/// doi:10.24432/C50P49, CC BY 4.0.
/// </summary>
public static class Digits
{
    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    private const string Resource = "Hyper.Runtime.Data.Digits.digits.csv.gz";

    /// <summary>Reads the digits.</summary>
    /// <returns>Inputs [1797, 64], 32-bit from 0 (paper) to 1 (ink), and labels [1797] from 0 to 9.</returns>
    public static Dataset Load()
    {
        Stream stored = typeof(Digits).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The library was built without its resource {Resource}.");
        using DataFile file = DataFile.Open(stored);
        Dataset digits = CsvDatasetReader.Read(file, Resource, new CsvDatasetOptions { HasHeader = false, Classes = Classes });
        using var scope = NewDisposeScope();

        // A pixel counts the ink in a block of 4×4 dots.
        digits.Inputs.div_(Scalars.Of(16));
        return digits;
    }
}
