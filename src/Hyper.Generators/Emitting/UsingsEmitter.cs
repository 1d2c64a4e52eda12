using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>
/// Writes <c>HyperDsl.Usings.g.cs</c>: it lets every model call the runtime's penalties, regularisers, augmentations and
/// loss shapes by their names alone.
/// </summary>
/// <remarks>
/// Imported methods are found after the user's own members and only where something is called, so that a hyperparameter
/// may be called <c>Brightness</c> and a user's own <c>L2</c> wins; an editor completes them; and a model's files are
/// not filled with a method for each of them.
/// </remarks>
internal static class UsingsEmitter
{
    public const string HintName = "HyperDsl.Usings.g.cs";

    public static string Emit()
    {
        var writer = GeneratedFile.Start("");
        writer.Line("// Models call these classes' methods by their names alone: L2(WeightDecay), Drop(activations, Dropout), …");
        foreach (var directive in ImportedClasses.Usings)
        {
            writer.Line(directive);
        }

        return writer.ToString();
    }
}
