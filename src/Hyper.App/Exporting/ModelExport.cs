using Hyper.App.Records.Reading;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Exporting;

/// <summary>The weights of a saved model, the elementary ones without the hypernetwork, for PyTorch.</summary>
public static class ModelExport
{
    /// <summary>Exports a model.</summary>
    /// <param name="model">A run folder, of which the model that ships is taken, that of a refit if there was one; or a file that a model was saved to.</param>
    /// <param name="path">The file to write; one that is there is replaced, whole or not at all.</param>
    /// <param name="format">What to write.</param>
    /// <exception cref="HyperDslException">There is no model, it cannot be read, or the file cannot be written.</exception>
    public static void Write(string model, string path, ExportFormat format)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        using var state = StateDict.Read(Directory.Exists(model) ? ShippedModel.Of(model) : model);
        AtomicFile.Write(path, stream =>
        {
            if (format == ExportFormat.Pt)
            {
                TorchArchive.Write(stream, state);
            }
            else
            {
                TensorFileWriter.Write(stream, new Dictionary<string, string> { ["format"] = "pt", ["model"] = state.Model }, state.Tensors);
            }
        });
    }
}
