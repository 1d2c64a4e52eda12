namespace Hyper.Runtime.Files;

/// <summary>What is wrong with a file of tensors, in a sentence that does not name it: whoever knows the file does.</summary>
internal sealed class TensorFileFault(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>There are fewer numbers than the header says.</summary>
    /// <param name="expected">Bytes.</param>
    /// <param name="found">Bytes.</param>
    public static TensorFileFault Short(long expected, long found) =>
        new(FormattableString.Invariant($"It is cut short: its tensors have {expected} bytes, of which {found} are there."));

    /// <summary>There is more than the numbers that the header tells of.</summary>
    /// <param name="expected">Bytes.</param>
    /// <param name="found">Bytes; null where they have not been counted.</param>
    public static TensorFileFault Long(long expected, long? found = null) =>
        new(FormattableString.Invariant($"It goes on behind its tensors: they have {expected} bytes, and {(found is null ? "there is more" : FormattableString.Invariant($"{found} are there"))}."));
}
