using Hyper.Runtime.Files;
using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>Answers as a file of one tensor, <c>outputs</c>, in the shape and the type that the model gives them.</summary>
internal sealed class TensorAnswers(Stream stream) : IAnswerWriter
{
    private readonly List<Tensor> parts = [];

    /// <inheritdoc/>
    public void Add(Tensor answers) => parts.Add(answers.alias().DetachFromDisposeScope());

    /// <inheritdoc/>
    public void Finish()
    {
        using var all = cat(parts);
        TensorFileWriter.Write(stream, [], [("outputs", all)]);
    }

    /// <inheritdoc/>
    public void Dispose() => parts.ForEach(part => part.Dispose());
}
