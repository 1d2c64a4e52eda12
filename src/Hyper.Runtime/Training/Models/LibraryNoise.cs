namespace Hyper.Runtime.Training.Models;

/// <summary>
/// The library's own generator on the host, which draws wherever no generator is named: in modules, and in models that call
/// such functions. It is the process's own, and runs go side by side.
/// </summary>
internal static class LibraryNoise
{
    /// <summary>Held by whoever seeds the generator or puts it back, until it is as it is to stay.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>Where the generator stands.</summary>
    public static Tensor Read() => torch.Generator.Default.get_state();

    /// <summary>Puts the generator back.</summary>
    /// <param name="state">Where it stood.</param>
    public static void Restore(Tensor state) => torch.Generator.Default.set_state(state);
}
