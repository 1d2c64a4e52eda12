namespace Hyper.Runtime;

/// <summary>
/// Something a user can put right: what was found, what was expected and what to do are in the message. A command line
/// prints the message alone, without a stack trace.
/// </summary>
public class HyperDslException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, what was expected, what to do.</param>
    /// <param name="innerException">What raised it, if anything did.</param>
    public HyperDslException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
