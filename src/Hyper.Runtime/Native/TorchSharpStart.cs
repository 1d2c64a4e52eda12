using System.Runtime.CompilerServices;

namespace Hyper.Runtime.Native;

/// <summary>The first use of TorchSharp, at a moment of our choosing.</summary>
internal static class TorchSharpStart
{
    /// <summary>Has TorchSharp do all the searching for libtorch that it ever does.</summary>
    /// <exception cref="TypeInitializationException">It found none.</exception>
    public static void Run()
    {
        // Its static constructor searches, and forgets at its end that it did: the next call searches once more.
        RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
        torch.InitializeDeviceType(DeviceType.CPU);
    }

    /// <summary>Has TorchSharp compute something.</summary>
    /// <returns>Whether the result is right.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Computes()
    {
        using var scope = torch.NewDisposeScope();
        return torch.ones(2, 2).mm(torch.ones(2, 2)).sum().item<float>() == 8;
    }
}
