using System.Collections.Concurrent;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// The library's own generator on the host, which draws wherever no generator is named: in modules, and in models that call
/// such functions. It is the process's own, and runs go side by side.
/// </summary>
internal static class LibraryNoise
{
    // Any number will do, as long as it stays.
    private const int Seed = 0x5EED;

    // By the class and by what is asked of it: a loss in evaluation, or an answer that a training loss is differentiated for.
    private static readonly ConcurrentDictionary<(Type Model, Type Result), bool> isNoisy = new();

    /// <summary>Held by whoever seeds the generator or puts it back, until it is as it is to stay.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>Where the generator stands.</summary>
    public static Tensor Read() => torch.Generator.Default.get_state();

    /// <summary>
    /// Evaluates a model so that what it draws is the same each time, be it from its context's noise or from the library's own generator:
    /// one model has one loss.
    /// </summary>
    /// <remarks>
    /// The library's generator is seeded for a model that has been seen to draw from it, and for no other: whoever else draws from it
    /// meanwhile would draw other numbers. The first evaluation of a class is taken twice to find out.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="evaluate">The evaluation.</param>
    /// <param name="same">Whether two results are the same.</param>
    public static T Same<T>(IHyperModel model, Func<T> evaluate, Func<T, T, bool> same)
    {
        var key = (model.GetType(), typeof(T));
        if (!isNoisy.TryGetValue(key, out var noisy))
        {
            // Held meanwhile: whoever puts the generator back between the two has a noisy model draw the same numbers twice.
            lock (Gate)
            {
                using var before = Read();
                var result = WithNoise();
                isNoisy[key] = noisy = !same(result, WithNoise());
                if (!noisy)
                {
                    return result;
                }

                Restore(before);
            }
        }

        if (!noisy)
        {
            return WithNoise();
        }

        lock (Gate)
        {
            using var before = Read();
            try
            {
                torch.Generator.Default.manual_seed(Seed);
                return WithNoise();
            }
            finally
            {
                Restore(before);
            }
        }

        T WithNoise()
        {
            var kept = model.Context.Noise;
            using var noise = new Generator(Seed, torch.CPU);
            model.Context.Noise = noise;
            try
            {
                return evaluate();
            }
            finally
            {
                model.Context.Noise = kept;
            }
        }
    }

    /// <summary>Puts the generator back.</summary>
    /// <param name="state">Where it stood.</param>
    public static void Restore(Tensor state) => torch.Generator.Default.set_state(state);
}
