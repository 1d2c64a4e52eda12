namespace Hyper.Runtime.Native;

/// <summary>No libtorch could be loaded. The message says what was tried, what each attempt answered, and the ways to put it right.</summary>
public sealed class NativeLoadException : HyperDslException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was tried, what came back, what to do.</param>
    /// <param name="innerException">What raised it, if anything did.</param>
    public NativeLoadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
