using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>
/// Writes <c>.Faulty.g.cs</c>: bodies for the partial properties of a class that a rule refuses, so that the rule's message is not drowned by one of the C# compiler's for each property.
/// </summary>
internal static class FaultyEmitter
{
    public static string Emit(FaultyClass faulty)
        => GeneratedFile.Write(faulty.Place, writer =>
        {
            writer.Line($"// A rule (HYP…) refuses {faulty.Place.Name}, so nothing but these placeholders was generated for it.");
            foreach (var property in faulty.Properties)
            {
                var modifiers = property.Modifiers.Length == 0 ? "" : property.Modifiers + " ";
                writer.Line($"{modifiers}partial {property.Type} {property.Name.Escaped()} => throw new global::System.InvalidOperationException();");
            }
        });
}
