namespace Hyper.Runtime.Native;

/// <summary>What the search for libtorch needs of the system; a test puts a make-believe system in its place.</summary>
internal interface INativeLoader
{
    /// <summary>Whether a file is there.</summary>
    bool FileExists(string path);

    /// <summary>Whether a directory is there.</summary>
    bool DirectoryExists(string path);

    /// <summary>The bytes of a file.</summary>
    byte[] Read(string path);

    /// <summary>Whether the process has the library already, by its path or by its bare name.</summary>
    bool IsLoaded(string library);

    /// <summary>Sets an environment variable for the libraries that are loaded from now on.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">What it is where nobody has set it.</param>
    void SetDefault(string name, string value);

    /// <summary>Loads a library for the rest of the process's life.</summary>
    /// <param name="library">A path, or a bare name that the system looks up.</param>
    /// <param name="binding">When its functions are looked up.</param>
    /// <returns>Nothing where it is loaded; otherwise the dynamic linker's own words.</returns>
    string? Load(string library, Binding binding);

    /// <summary>Loads a library from a private file that is gone when the call returns.</summary>
    /// <param name="image">The library's bytes.</param>
    /// <param name="fileName">The name that the file has meanwhile.</param>
    /// <param name="binding">When its functions are looked up.</param>
    /// <returns>Nothing where it is loaded; otherwise the dynamic linker's own words.</returns>
    string? LoadCopy(byte[] image, string fileName, Binding binding);

    /// <summary>
    /// Lets a library that is loaded answer to a second path for as long as TorchSharp initialises itself, which it does
    /// before this returns.
    /// </summary>
    /// <param name="names">For each path that is asked for, the library that answers.</param>
    /// <returns>Nothing where it worked; otherwise what went wrong.</returns>
    string? InitializeUnder(IReadOnlyDictionary<string, string> names);

    /// <summary>Where a function of a library that is loaded begins.</summary>
    /// <param name="library">The library's bare name.</param>
    /// <param name="function">The name under which it exports the function.</param>
    /// <returns>The address, or zero where the library is not loaded or has no such function.</returns>
    nint AddressOf(string library, string function);

    /// <summary>Has a library give another address from now on to all who look up one of its functions by name.</summary>
    /// <param name="library">The library's bare name.</param>
    /// <param name="function">The name under which it exports the function.</param>
    /// <param name="target">The address; what is there is never unloaded.</param>
    /// <returns>Nothing where it worked; otherwise what went wrong, and everything is as it was.</returns>
    string? Redirect(string library, string function, nint target);
}

/// <summary>When the dynamic linker looks up the functions that a library calls.</summary>
internal enum Binding
{
    /// <summary>All at once: a function that is nowhere is an error of the load.</summary>
    Now,

    /// <summary>At the first call: a function that is nowhere ends the process when it is called.</summary>
    Lazy,
}
