using Hyper.Runtime;

namespace Hyper.App.Commands;

/// <summary>The command line is wrong in a way that its grammar does not show.</summary>
internal sealed class MisuseException(string message, Exception? cause = null) : HyperDslException(message, cause);
