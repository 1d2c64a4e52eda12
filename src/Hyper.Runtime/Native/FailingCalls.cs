using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Hyper.Runtime.Native;

/// <summary>
/// Where no libtorch could be loaded, has the first tensor say so, whoever makes it, in the words of the failure. TorchSharp's own text is
/// that of its own search, which comes too late to know what was asked for.
/// </summary>
/// <remarks>
/// TorchSharp's static constructor loads its native part by name, and swallows what is thrown at it meanwhile; then it calls a function of
/// it, and what is thrown there becomes the reason why the type cannot be used, for good. Where the runtime finds no library it asks
/// once more before it gives up, in either case. So a load by name is answered with any library there is, and a call with the exception.
/// A TorchSharp that finds its library all the same asks nobody, and works.
/// </remarks>
internal static class FailingCalls
{
    /// <summary>Has every use of TorchSharp's end in an exception, from now on.</summary>
    /// <param name="failure">What to throw.</param>
    public static void Throw(NativeLoadException failure)
    {
        Assembly torchSharp = typeof(torch).Assembly;
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (assembly, _) =>
            assembly != torchSharp ? 0
            : IsLoadByName() ? NativeLibrary.GetMainProgramHandle()
            : throw new NativeLoadException(failure.Message, failure.InnerException);
    }

    private static bool IsLoadByName()
        => new StackTrace(fNeedFileInfo: false).GetFrames().Any(static frame => DiagnosticMethodInfo.Create(frame) is { } method
            && (method.DeclaringTypeName == typeof(NativeLibrary).FullName || method.Name == "TryLoadNativeLibraryByName"));
}
