using Hyper.Runtime.Layers.Context;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// The library's own generator on the host, which draws wherever no generator is named: in modules, and in models that call
/// such functions. It is the process's own, and runs go side by side.
/// </summary>
internal static class LibraryNoise
{
    // Any number will do, as long as it stays.
    private const int Seed = 0x5EED;

    /// <summary>Held by whoever seeds the generator or puts it back, until it is as it is to stay.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>Where the generator stands.</summary>
    public static Tensor Read() => torch.Generator.Default.get_state();

    /// <summary>
    /// Evaluates a model so that what it draws is the same each time, be it from its context's noise or from the library's own generator:
    /// one model has one loss. Both go on afterwards as if nobody had drawn.
    /// </summary>
    /// <param name="context">The model's.</param>
    /// <param name="evaluate">The evaluation.</param>
    public static T Same<T>(ForwardContext context, Func<T> evaluate)
    {
        if (context.DrawsNothingFromLibrary)
        {
            return WithNoise();
        }

        // One at a time, for the generator is the process's own; nearly every model turns out not to draw from it, and does not wait again.
        lock (Gate)
        {
            using var before = Read();
            try
            {
                torch.Generator.Default.manual_seed(Seed);
                using var seeded = Read();
                var result = WithNoise();
                context.DrawsNothingFromLibrary = Stands(seeded);
                return result;
            }
            finally
            {
                Restore(before);
            }
        }

        T WithNoise()
        {
            var kept = context.Noise;
            using var noise = new Generator(Seed, torch.CPU);
            context.Noise = noise;
            try
            {
                return evaluate();
            }
            finally
            {
                context.Noise = kept;
            }
        }
    }

    private static bool Stands(Tensor state)
    {
        using var now = Read();
        using var same = now.eq(state);
        using var all = same.all();
        return all.item<bool>();
    }

    /// <summary>Puts the generator back.</summary>
    /// <param name="state">Where it stood.</param>
    public static void Restore(Tensor state) => torch.Generator.Default.set_state(state);
}
