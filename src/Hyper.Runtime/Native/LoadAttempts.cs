using System.Text;

namespace Hyper.Runtime.Native;

/// <summary>Keeps what was tried and what came back, and makes the one message of it.</summary>
internal sealed class LoadAttempts
{
    private readonly List<(string Library, string Answer)> _failed = [];

    /// <summary>Notes what did not work.</summary>
    public void Record(string library, string answer) => _failed.Add((library, answer));

    /// <summary>The error that tells all of it.</summary>
    /// <param name="summary">What could not be done, as a sentence.</param>
    /// <param name="cause">What raised it, if anything did.</param>
    public NativeLoadException ToException(string summary, Exception? cause = null)
    {
        var text = new StringBuilder(summary);
        if (_failed.Count > 0)
            text.Append(" What was tried, and what came back:");
        foreach ((string library, string answer) in _failed)
            text.Append("\n  ").Append(library).Append("\n    ").Append(answer);
        text.Append("\nOne of these puts it right:");
        text.Append("\n  - build with the property HyperDslBackend=cpu, or reference the package TorchSharp-cpu;");
        text.Append("\n  - build with HyperDslBackend=cuda, or reference TorchSharp-cuda-linux, for an NVIDIA GPU;");
        text.Append("\n  - set ").Append(BackendSite.Variable).Append(" to the folder of a libtorch, or to the 'lib' folder of a PyTorch installation.");
        if (_failed.Exists(static attempt => attempt.Answer.Contains("cannot open shared object file", StringComparison.Ordinal)))
            text.Append("\nA library that another one needs and that was not found is looked for in LD_LIBRARY_PATH as well.");
        return new NativeLoadException(text.ToString(), cause);
    }
}
