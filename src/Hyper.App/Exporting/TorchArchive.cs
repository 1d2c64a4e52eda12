using TorchSharp.PyBridge;
using static TorchSharp.torch;

namespace Hyper.App.Exporting;

/// <summary>Writes a state as the archive that <c>torch.save</c> writes of a <c>state_dict</c>.</summary>
internal static class TorchArchive
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StateDict state)
    {
        using var scope = NewDisposeScope();
        using var root = new Part();
        foreach (var (name, value) in state.Tensors)
        {
            // The module disposes of what it holds, and the tensors are the state's.
            root.Add(name.Split('.'), value.alias());
        }

        root.save_py(stream, leaveOpen: true);
    }

    // A module with the parts that names with dots speak of.
    private sealed class Part() : nn.Module("part")
    {
        private readonly Dictionary<string, Part> parts = new(StringComparer.Ordinal);

        public void Add(ReadOnlySpan<string> name, Tensor value)
        {
            if (name.Length == 1)
            {
                register_buffer(name[0], value);
                return;
            }

            if (!parts.TryGetValue(name[0], out var part))
            {
                parts.Add(name[0], part = new Part());
                register_module(name[0], part);
            }

            part.Add(name[1..], value);
        }
    }
}
