using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Hyper.Runtime.Native;

/// <summary>The dynamic linker of the GNU C library, and the file system.</summary>
/// <remarks>
/// It is called directly because the runtime's own wrapper binds lazily, always: a function that is missing would end
/// the process at its first call instead of being an error of the load.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class GlibcLoader : INativeLoader
{
    private const int BindLazily = 1;
    private const int BindNow = 2;
    private const int OnlyIfLoaded = 4;

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public byte[] Read(string path) => File.ReadAllBytes(path);

    /// <inheritdoc/>
    public bool IsLoaded(string library) => Find(library) != null;

    /// <inheritdoc/>
    public void SetDefault(string name, string value) => _ = setenv(name, value, 0);

    /// <inheritdoc/>
    public string? Load(string library, Binding binding)
    {
        // Clears an older error; and the first call of an import may itself use the linker, so it must not come later.
        _ = dlerror();
        if (dlopen(library, binding == Binding.Now ? BindNow : BindLazily) != null)
            return null;
        return Marshal.PtrToStringUTF8(dlerror()) ?? "The dynamic linker gave no reason.";
    }

    /// <inheritdoc/>
    public string? LoadCopy(byte[] image, string fileName, Binding binding)
        => PrivateCopy.With(image, fileName, path => Load(path, binding));

    /// <inheritdoc/>
    public string? InitializeUnder(IReadOnlyDictionary<string, string> names)
    {
        var changed = new List<(nint Map, nint Name)>();
        try
        {
            foreach ((string path, string library) in names)
            {
                LinkMap* map = Find(library);
                if (map == null)
                    return $"{library} is not loaded.";
                changed.Add(((nint)map, map->Name));

                // Never freed: another thread may be comparing names while this one is taken back.
                map->Name = Marshal.StringToCoTaskMemUTF8(path);
                if (Find(path) != map)
                    return "the dynamic linker does not let one library stand in for another.";
            }

            TorchSharpStart.Run();
            return null;
        }
        finally
        {
            // Backwards, for a library that lent itself twice.
            for (int i = changed.Count - 1; i >= 0; i--)
                ((LinkMap*)changed[i].Map)->Name = changed[i].Name;
        }
    }

    /// <inheritdoc/>
    public nint AddressOf(string library, string function)
        => Find(library) is var map && map != null ? dlsym(map, function) : 0;

    /// <inheritdoc/>
    public string? Redirect(string library, string function, nint target)
    {
        LinkMap* map = Find(library);
        if (map == null)
            return $"{library} is not loaded.";
        if (dlsym(map, function) is not (not 0 and var address))
            return $"{library} has no function {function}.";
        if (GlibcSymbol.Of(address, function) is not { } symbol)
            return $"{function} of {library} leads elsewhere already.";
        if (symbol.MoveTo(address, target) is { } answer)
            return answer;
        if (dlsym(map, function) == target)
            return null;
        _ = symbol.MoveTo(target, address);
        return "the dynamic linker does not read the symbol table that it has in memory.";
    }

    /// <summary>The linker's record of a library that is loaded; nothing is loaded by asking.</summary>
    private static LinkMap* Find(string library) => dlopen(library, BindLazily | OnlyIfLoaded);

    [LibraryImport("libc.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial LinkMap* dlopen(string library, int flags);

    [LibraryImport("libc.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint dlsym(LinkMap* library, string function);

    [LibraryImport("libc.so.6")]
    private static partial nint dlerror();

    // .NET's own SetEnvironmentVariable does not reach native code.
    [LibraryImport("libc.so.6", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    /// <summary>The public head of the linker's record (<c>struct link_map</c> in link.h), which is what a handle points to.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LinkMap
    {
        /// <summary>How far the library lies from the addresses in its file.</summary>
        public nint Shift;

        /// <summary>The path it was loaded from: a request for the same path is answered with this library.</summary>
        public nint Name;
    }
}
