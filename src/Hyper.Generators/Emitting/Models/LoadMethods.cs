using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>The methods of a model's class that load what was saved of it, a file or a stream: the same signatures whether or not there is something to load.</summary>
internal static class LoadMethods
{
    /// <summary>Writes them with their documentation.</summary>
    public static void Write(SourceWriter writer, ModelClass model)
    {
        var name = model.Place.Name.Escaped();
        foreach (var (method, isStream, signature) in All(model.Place))
        {
            var what = method == "Load" ? $"Loads a <see cref=\"{name}\"/> with fixed weights that its <c>Save</c> wrote" : "Loads a response that the <c>Save</c> of a result or of a response wrote, of an experiment without a family of its own; it answers for any hyperparameters, without retraining";
            var (loader, response) = method == "Load" ? (method, "") : model.Hypernetwork.IsComputed ? ("LoadPoint", "") : (method, ", BestResponse");
            writer.Blank();
            writer.Line($"""
                /// <summary>{what}.</summary>
                /// <param name="{(isStream ? "stream" : "path")}">{(isStream ? "The file's content, from where the stream stands to its end; it stays open." : "The file.")}</param>
                /// <param name="device">Where it computes; the host where nothing is said.</param>
                /// <exception cref="{RuntimeNames.HyperDslException}">It cannot be read, is damaged, or is of another model; the message names the difference.</exception>
                {signature} =>
                    {RuntimeNames.SavedModel}.{loader}<{name}, Trained, Hyperparameters{response}>({(isStream ? "stream" : "path")}, device);
                """);
        }
    }

    /// <summary>Writes them for a class that is refused.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="place">The class.</param>
    /// <param name="taken">Names that something of the user's has.</param>
    /// <param name="body">What follows a signature.</param>
    public static void WritePlaceholders(SourceWriter writer, TypePlace place, EquatableArray<string> taken, string body)
    {
        writer.Blank();
        foreach (var (_, _, signature) in All(place).Where(method => !taken.Contains(method.Method)))
        {
            writer.Line($"{signature} {body}");
        }
    }

    private static IEnumerable<(string Method, bool IsStream, string Signature)> All(TypePlace place)
    {
        foreach (var method in (string[])["Load", "LoadResponse"])
        {
            var result = method == "Load" ? "Trained" : $"{RuntimeNames.LearnedResponse}<{place.Name.Escaped()}, Trained, Hyperparameters>";
            foreach (var isStream in (bool[])[false, true])
            {
                yield return (method, isStream, $"public static {result} {method}({(isStream ? $"{RuntimeNames.Stream} stream" : "string path")}, {RuntimeNames.Device}? device = null)");
            }
        }
    }
}
