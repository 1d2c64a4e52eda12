using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Hyper.Runtime.Native;

/// <summary>One function's row in the symbol table of a loaded library, from which the dynamic linker answers look-ups by name.</summary>
/// <remarks>
/// The row is changed in this process's memory alone: the table is a private mapping of the file. It is data, so no memory
/// that can be run is ever written to, which hardened hosts forbid.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class GlibcSymbol
{
    private const int WantSymbol = 1;
    private const int Readable = 1;
    private const int Writable = 2;

    private readonly Row* _row;

    private GlibcSymbol(Row* row) => _row = row;

    /// <summary>Finds the row of a function.</summary>
    /// <param name="address">Where the function begins.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The row, or nothing where that address belongs to no library or to a function of another name.</returns>
    public static GlibcSymbol? Of(nint address, string name)
        => dladdr1(address, out Place place, out Row* row, WantSymbol) != 0
            && row != null
            && place.Address == address
            && Marshal.PtrToStringUTF8(place.Name) == name
                ? new GlibcSymbol(row)
                : null;

    /// <summary>Gives the function another address.</summary>
    /// <param name="from">The address that the row stands for.</param>
    /// <param name="to">The one that it stands for afterwards.</param>
    /// <returns>Nothing where it worked; otherwise what went wrong, and the row is as it was.</returns>
    public string? MoveTo(nint from, nint to)
    {
        nint* value = &_row->Value;
        if ((nint)value % sizeof(nint) != 0)
            return "the symbol table is not aligned.";

        // Memory that can be run must not become writable, and what is to become read-only again must have been so.
        string protection = ProtectionOf((nint)value);
        if (!protection.StartsWith("r--", StringComparison.Ordinal))
            return $"the symbol table lies in memory with the protection '{protection}', and 'r--p' is expected.";

        nint page = (nint)value & -(nint)Environment.SystemPageSize;
        if (mprotect(page, Environment.SystemPageSize, Readable | Writable) != 0)
            return $"the symbol table could not be written to: {Marshal.GetLastPInvokeErrorMessage()}.";

        // Addresses in the table count from where the library lies. One aligned write: a look-up meanwhile sees either.
        Volatile.Write(ref *value, *value + (to - from));
        _ = mprotect(page, Environment.SystemPageSize, Readable);
        return null;
    }

    private static string ProtectionOf(nint address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            // For instance: 7f00a0000000-7f00a0050000 r--p 00000000 08:01 1234 /path
            int dash = line.IndexOf('-', StringComparison.Ordinal);
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (nint.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture) <= address
                && address < nint.Parse(line.AsSpan(dash + 1, blank - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                return line.Substring(blank + 1, 4);
        }

        return "none";
    }

    [LibraryImport("libc.so.6")]
    private static partial int dladdr1(nint address, out Place place, out Row* row, int what);

    [LibraryImport("libc.so.6", SetLastError = true)]
    private static partial int mprotect(nint start, nint length, int protection);

    /// <summary>A row of the table (<c>Elf64_Sym</c> in elf.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Row
    {
        public uint Name;
        public byte Info;
        public byte Other;
        public ushort Section;
        public nint Value;
        public nint Size;
    }

    /// <summary>What the linker knows of an address (<c>Dl_info</c> in dlfcn.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Place
    {
        public nint File;
        public nint Base;
        public nint Name;
        public nint Address;
    }
}
