using System.Text.Json.Nodes;

namespace Hyper.Runtime.Training.Saving;

/// <summary>Finds where two JSON objects of the same kind differ, however deep.</summary>
internal static class JsonDifference
{
    /// <summary>The first member that is another, or that only one has, by the order of names.</summary>
    /// <param name="file">The JSON of a file.</param>
    /// <param name="own">The JSON that it should be.</param>
    /// <param name="ignored">The names of members that need not be the same, such as <c>settings.threads</c>.</param>
    /// <param name="inFile">What a message calls the file, such as <c>the journal</c>.</param>
    /// <param name="here">What a message calls the other, such as <c>this search</c>.</param>
    /// <returns>What both have, in words; null where nothing differs.</returns>
    public static string? Of(string file, string own, IReadOnlySet<string> ignored, string inFile, string here)
    {
        var (ours, theirs) = (Flat(own), Flat(file));
        return ours.Keys.Union(theirs.Keys)
            .Where(name => !ignored.Contains(name))
            .Order(StringComparer.Ordinal)
            .Where(name => ours.GetValueOrDefault(name) != theirs.GetValueOrDefault(name))
            .Select(name => $"{name} is {theirs.GetValueOrDefault(name) ?? "not there"} in {inFile} and {ours.GetValueOrDefault(name) ?? "not there"} in {here}")
            .FirstOrDefault();
    }

    private static Dictionary<string, string> Flat(string json)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", JsonNode.Parse(json));
        return flat;

        void Add(string name, JsonNode? node)
        {
            if (node is JsonObject members)
            {
                foreach (var (member, value) in members)
                {
                    Add(name.Length == 0 ? member : $"{name}.{member}", value);
                }

                return;
            }

            flat[name] = node?.ToJsonString() ?? "null";
        }
    }
}
