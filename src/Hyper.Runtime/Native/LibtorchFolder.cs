namespace Hyper.Runtime.Native;

/// <summary>A folder of libtorch's libraries: what it has to hold, and the order in which they are loaded.</summary>
internal static class LibtorchFolder
{
    /// <summary>The library by which a libtorch is known.</summary>
    public const string Cpu = "libtorch_cpu.so";

    /// <summary>The library that makes a CUDA device available.</summary>
    public const string Cuda = "libtorch_cuda.so";

    /// <summary>The stub that ties the others together; nothing else needs it but TorchSharp's native part.</summary>
    public const string Stub = "libtorch.so";

    /// <summary>
    /// The libraries to load, each after those that it needs. The two CUDA ones are loaded where the folder has them:
    /// no other library asks for them, and without them the CUDA device never registers itself.
    /// </summary>
    public static IReadOnlyList<string> LibrariesInOrder(bool cuda) => cuda
        ? ["libc10.so", Cpu, "libc10_cuda.so", Cuda, Stub]
        : ["libc10.so", Cpu, Stub];

    /// <summary>Whether a folder's libtorch was built for CUDA.</summary>
    public static bool HasCuda(INativeLoader loader, string folder) => loader.FileExists(folder + Cuda);

    /// <summary>Finds the folder that a user's setting means.</summary>
    /// <param name="loader">The system.</param>
    /// <param name="requested">A libtorch's own folder, its <c>lib</c>, a PyTorch package's folder or its <c>lib</c>.</param>
    /// <returns>The folder, with a slash at its end.</returns>
    /// <exception cref="NativeLoadException">There is no libtorch.</exception>
    public static string Resolve(INativeLoader loader, string requested)
    {
        string begin = $"{BackendSite.Variable} is '{requested}', ";
        string end = $" Set it to a folder that holds {Cpu} (a libtorch's or a PyTorch installation's 'lib', or the folder"
            + " above it), or unset it to use the libtorch that the program was built with.";
        if (string.IsNullOrWhiteSpace(requested))
            throw new NativeLoadException(begin + "which is blank." + end);
        if (loader.FileExists(requested))
            throw new NativeLoadException(begin + "which is a file; a directory is expected." + end);
        if (!loader.DirectoryExists(requested))
            throw new NativeLoadException(begin + "and there is no such directory." + end);

        // dlopen takes a path for a path where it has a slash, and a full one survives a change of directory.
        string root = Path.GetFullPath(requested);
        string[] places = [Closed(root), Closed(Path.Combine(root, "lib"))];
        return Array.Find(places, place => loader.FileExists(place + Cpu))
            ?? throw new NativeLoadException(
                $"{begin}and there is no libtorch inside: {places[0]}{Cpu} and {places[1]}{Cpu} were looked for.{end}");
    }

    private static string Closed(string folder) => folder.EndsWith('/') ? folder : folder + "/";
}
