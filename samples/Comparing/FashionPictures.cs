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
    /// <param name="pixels">How many pixels a picture has to have; null for any number.</param>
    /// <exception cref="HyperDslException">The files cannot be read, have too few rows, or have pictures of another size.</exception>
    public static DataSplits Load(string source, int seed, int training, int validation, int? pixels = null)
    {
        (Dataset all, Dataset test) = FashionMnist.Load(source == Name ? null : source);
        try
        {
            if (pixels is not null && pixels != all.Inputs.shape[1])
            {
                throw new HyperDslException(FormattableString.Invariant(
                    $"'{source}' has pictures of {all.Inputs.shape[1]:N0} pixels; the model takes pictures of {pixels:N0}, such as 28×28."));
            }

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
