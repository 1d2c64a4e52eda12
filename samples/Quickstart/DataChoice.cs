using System.Globalization;
using System.IO.Compression;
using Comparing;
using Hyper.Runtime;

namespace Quickstart;

/// <summary>The rows to compare on, dealt out, and the model that fits them.</summary>
internal sealed record DataChoice(Subject Subject, DataSplits Splits)
{
    public const string DigitsName = "digits";

    // Sizes where the command line gives none: few rows to train on are what weight decay and dropout help with.
    private const int SmallTraining = 200;
    private const int SmallValidation = 500;
    private const int LargeTraining = 1_000;
    private const int LargeValidation = 2_000;

    /// <summary>Reads a source and deals its rows out by the seed.</summary>
    /// <exception cref="HyperDslException">It cannot be read, its rows fit no model, or there are too few.</exception>
    public static DataChoice Load(string source, int seed, int? training, int? validation)
    {
        if (source == FashionPictures.Name || (source != DigitsName && Directory.Exists(source)))
            return LoadPair(source, seed, training ?? LargeTraining, validation ?? LargeValidation);

        using Dataset all = source == DigitsName ? Digits.Load() : ReadCsv(source);
        Subject subject = Subject.For(all, source);
        (int fit, int choose) = (training ?? SmallTraining, validation ?? SmallValidation);
        Rows.Require(source, all.Count, fit, choose, test: 1);
        return new DataChoice(subject, DataSplits.Random(all, seed, fit, choose, (int)all.Count - fit - choose));
    }

    /// <summary>Fashion-MNIST, or anything in its four files, has a test set of its own.</summary>
    private static DataChoice LoadPair(string source, int seed, int training, int validation)
    {
        DataSplits splits = FashionPictures.Load(source, seed, training, validation);
        try
        {
            return new DataChoice(Subject.For(splits.Training, source), splits);
        }
        catch
        {
            splits.Dispose();
            throw;
        }
    }

    private static Dataset ReadCsv(string path) => CsvDatasetReader.Read(
        path, new CsvDatasetOptions { HasHeader = StartsWithNames(path), Classes = Subject.Classes });

    /// <summary>The first line is a header where none of its columns is a number.</summary>
    private static bool StartsWithNames(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            bool packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using var reader = new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file);
            var start = new char[1 << 14];
            string first = new string(start, 0, reader.ReadBlock(start)).Split('\n')[0];
            return first.Trim().Length > 0 && !first.Split(',').Any(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out _));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            // Whatever it is, the reader comes upon it too, and says it better.
            return false;
        }
    }
}
