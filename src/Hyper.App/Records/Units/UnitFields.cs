using System.Text.Json;
using Hyper.Runtime;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Records.Units;

/// <summary>The names of the fields in a specification: one that nobody reads is somebody's mistake, and would be found out hours later.</summary>
internal sealed class UnitFields
{
    private const string Hyperparameters = "hyperparameters";
    private const string Version = "version";

    // Fields whose own fields are known, and not names that the program gives.
    private static readonly Dictionary<string, Type> inner = new() { ["fold"] = typeof(FoldPart), ["requires"] = typeof(UnitNeeds) };

    private readonly string path;
    private readonly Dictionary<string, IReadOnlyList<string>> names;

    private UnitFields(string path, Dictionary<string, IReadOnlyList<string>> names) => (this.path, this.names) = (path, names);

    /// <summary>Whether it is a trial of a search.</summary>
    public bool IsTrial => names.ContainsKey(Hyperparameters);

    /// <summary>Whether it says its version.</summary>
    public bool HasVersion => names.ContainsKey(Version);

    /// <summary>The fields of a file's text.</summary>
    /// <exception cref="HyperDslException">It is no JSON, or no object.</exception>
    public static UnitFields Of(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new HyperDslException($"'{path}' has no object; the specification of a trial or of a run is expected.");
            }

            var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var field in document.RootElement.EnumerateObject())
            {
                IReadOnlyList<string> within = field.Value.ValueKind == JsonValueKind.Object ? [.. field.Value.EnumerateObject().Select(one => one.Name)] : [];
                if (!names.TryAdd(field.Name, within))
                {
                    throw new HyperDslException($"'{path}' has the field '{field.Name}' twice. Take one out.");
                }
            }

            return new UnitFields(path, names);
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"'{path}' is no JSON: {problem.Message} The specification of a trial or of a run is expected.", problem);
        }
    }

    /// <summary>Requires every field to be one of certain types' properties.</summary>
    /// <exception cref="HyperDslException">One is not.</exception>
    public void RequireKnown(string what, params Type[] types)
    {
        RequireKnown(names.Keys, $"the specification of {what}", types);
        foreach (var (field, type) in inner)
        {
            RequireKnown(names.GetValueOrDefault(field, []), $"'{field}'", [type]);
        }

        // A run has settings by the names of their properties, which are looked up one by one; a trial has all of them.
        if (IsTrial)
        {
            RequireKnown(names.GetValueOrDefault("settings", []), "'settings'", [typeof(ExperimentSettings)]);
        }
    }

    /// <summary>Requires needs that a machine could have.</summary>
    /// <exception cref="HyperDslException">They are negative.</exception>
    public static void RequireSound(string path, UnitNeeds? needs)
    {
        if (needs is not null && (needs.Processors < 0 || needs.MemoryMib < 0 || needs.Gpus < 0))
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"'{path}' requires {needs.Processors} processors, {needs.MemoryMib} MiB and {needs.Gpus} GPUs; numbers from 0 are expected."));
        }
    }

    private void RequireKnown(IEnumerable<string> found, string where, Type[] types)
    {
        var known = types.SelectMany(type => type.GetProperties()).Where(property => property.CanWrite).Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).Distinct().ToList();
        if (found.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new HyperDslException(
                $"'{path}' has a field '{unknown}' in {where}, which nobody reads.{(NearestName.Of(unknown, known) is { } near ? $" Is '{near}' meant?" : "")} The fields are: {string.Join(", ", known)}.");
        }
    }
}
