namespace Hyper.Runtime.Native.Elf;

/// <summary>A shared library that is not the well-formed 64-bit little-endian ELF file that it was taken for.</summary>
public sealed class ElfFormatException : HyperDslException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what was expected instead.</param>
    /// <param name="offset">The byte of the file where it was found.</param>
    public ElfFormatException(string message, long offset)
        : base(FormattableString.Invariant($"Not a well-formed 64-bit ELF library: {message} (at byte {offset})."))
        => Offset = offset;

    /// <summary>The byte of the file where the fault was found.</summary>
    public long Offset { get; }
}
