namespace Hyper.Runtime.Host;

/// <summary>Tells an error of the library that says there is no memory from others.</summary>
internal static class MemoryShortage
{
    // What libtorch's allocators say, on the host and on CUDA.
    private static readonly string[] Words = ["not enough memory", "out of memory", "can't allocate memory", "Cannot allocate memory", "CUBLAS_STATUS_ALLOC_FAILED"];

    public static bool Is(Exception failure) =>
        failure is OutOfMemoryException || Words.Any(words => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
