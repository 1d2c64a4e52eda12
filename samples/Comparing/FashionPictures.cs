using Hyper.Runtime;

namespace Comparing;

/// <summary>Fashion-MNIST, or anything in its four files, dealt out.</summary>
public static class FashionPictures
{
    /// <summary>What the command line calls it where Debian installs it.</summary>
    public const string Name = "fashion-mnist";

    /// <summary>Reads the files and deals the training rows out by the seed; the test rows are the files' own.</summary>
    /// <param name="source"><see cref="Name"/>, or the directory with the files.</param>
    /// <param name="seed">Decides which row goes where.</param>
    /// <param name="training">Rows that fit the weights.</param>
    /// <param name="validation">Rows that choose the hyperparameters.</param>
    /// <exception cref="HyperDslException">The files cannot be read, or have too few rows.</exception>
    public static DataSplits Load(string source, int seed, int training, int validation)
    {
        (Dataset all, Dataset test) = FashionMnist.Load(source == Name ? null : source);
        try
        {
            Rows.Require(source, all.Count, training, validation, test: 0);
            using DataSplits dealt = DataSplits.Random(all, seed, training, validation);
            return new DataSplits(dealt.Training.Slice(0, training), dealt.Validation.Slice(0, validation), test);
        }
        catch
        {
            test.Dispose();
            throw;
        }
        finally
        {
            all.Dispose();
        }
    }
}
