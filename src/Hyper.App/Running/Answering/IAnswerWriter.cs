using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>Where answers go, a part after another.</summary>
internal interface IAnswerWriter : IDisposable
{
    /// <summary>Adds the answers to some rows.</summary>
    /// <param name="answers">[rows, …], on the host; the caller's.</param>
    void Add(Tensor answers);

    /// <summary>Writes what is left to write.</summary>
    void Finish();
}
