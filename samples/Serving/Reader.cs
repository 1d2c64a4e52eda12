using System.Threading.Channels;
using TorchSharp;

namespace Serving;

/// <summary>What is answered for one picture.</summary>
/// <param name="Digit">The most likely digit.</param>
/// <param name="Probability">How likely it is.</param>
internal sealed record Reading(int Digit, double Probability);

/// <summary>
/// Several copies of one model, each of which serves one request at a time: a model takes passes one after another, and small passes
/// gain nothing from several threads.
/// </summary>
internal sealed class Reader : IDisposable
{
    private readonly Channel<DigitReader.Trained> free = Channel.CreateUnbounded<DigitReader.Trained>();
    private readonly DigitReader.Trained[] copies;

    /// <summary>Loads the copies.</summary>
    /// <param name="path">The file that <c>Save</c> wrote.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="Hyper.Runtime.HyperDslException">It cannot be read, or is of another model.</exception>
    public Reader(string path, int count)
    {
        copies = [.. Enumerable.Range(0, count).Select(_ => DigitReader.Load(path))];
        torch.set_num_threads(1);
        foreach (DigitReader.Trained copy in copies)
        {
            free.Writer.TryWrite(copy);
        }
    }

    /// <summary>Reads pictures of 64 pixels from 0 (paper) to 1 (ink).</summary>
    public async Task<Reading[]> ReadAsync(IReadOnlyList<float[]> pictures, CancellationToken cancellation)
    {
        DigitReader.Trained model = await free.Reader.ReadAsync(cancellation);
        try
        {
            return Read(model, pictures);
        }
        finally
        {
            free.Writer.TryWrite(model);
        }
    }

    public void Dispose()
    {
        foreach (DigitReader.Trained copy in copies)
        {
            copy.Dispose();
        }
    }

    // No await in here: a dispose scope belongs to its thread.
    private static Reading[] Read(DigitReader.Trained model, IReadOnlyList<float[]> pictures)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor pixels = torch.tensor(pictures.SelectMany(picture => picture).ToArray(), pictures.Count, 64);
        (torch.Tensor probability, torch.Tensor digit) = model.Predict(pixels).softmax(1).max(1);
        return [.. digit.data<long>().ToArray().Zip(probability.data<float>().ToArray(), (found, share) => new Reading((int)found, share))];
    }
}
