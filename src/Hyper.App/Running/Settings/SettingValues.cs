using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.App.Records;
using Hyper.Runtime;
using Hyper.Runtime.Training.Settings;

namespace Hyper.App.Running.Settings;

/// <summary>The settings of an experiment by the names of their properties: as text of a command line, and as JSON.</summary>
internal static class SettingValues
{
    private static readonly JsonSerializerOptions format = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    private static readonly PropertyInfo[] all =
        [.. typeof(ExperimentSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    /// <summary>Their names, in the order of declaration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. all.Select(property => property.Name)];

    /// <summary>Every setting.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(ExperimentSettings settings) =>
        all.ToDictionary(property => property.Name, property => ToJson(property, settings));

    /// <summary>The settings that differ from others.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Difference(ExperimentSettings settings, ExperimentSettings from) =>
        all.Where(property => !Equals(property.GetValue(settings), property.GetValue(from))).ToDictionary(property => property.Name, property => ToJson(property, settings));

    /// <summary>A copy with one setting changed.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">A property's name; upper and lower case are one.</param>
    /// <param name="text">Its value, as a command line has it.</param>
    /// <exception cref="HyperDslException">There is no such setting, or the text is no value of it.</exception>
    public static ExperimentSettings With(ExperimentSettings settings, string name, string text)
    {
        var property = Find(name);
        return Changed(settings, property, Parse(property, text));
    }

    /// <summary>A copy with one setting changed.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">A property's name; upper and lower case are one.</param>
    /// <param name="value">Its value, as a file has it.</param>
    /// <exception cref="HyperDslException">There is no such setting, or it has no such value.</exception>
    public static ExperimentSettings With(ExperimentSettings settings, string name, JsonElement value)
    {
        var property = Find(name);
        try
        {
            return Changed(settings, property, value.Deserialize(property.PropertyType, format));
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"{property.Name} is {value.GetRawText()}; {Expected(property.PropertyType)} is expected.", problem);
        }
    }

    private static ExperimentSettings Changed(ExperimentSettings settings, PropertyInfo property, object? value)
    {
        var copy = settings with { };
        property.SetValue(copy, value);
        return copy;
    }

    private static PropertyInfo Find(string name) =>
        all.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new HyperDslException($"There is no setting named '{name}'.{(NearestName.Of(name, Names) is { } near ? $" Is {near} meant?" : "")} The settings are: {string.Join(", ", Names)}.");

    private static object? Parse(PropertyInfo property, string text)
    {
        var type = property.PropertyType;
        if (type == typeof(string))
        {
            return text.Length == 0 ? null : text;
        }

        if (type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (type == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (type == typeof(bool) && bool.TryParse(text, out var flag))
        {
            return flag;
        }

        if (type.IsEnum && Enum.GetNames(type).FirstOrDefault(member => string.Equals(member, text, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return Enum.Parse(type, found);
        }

        throw new HyperDslException($"{property.Name} is '{text}'; {Expected(type)} is expected.");
    }

    private static string Expected(Type type) =>
        type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number, such as 0.01 or 1e-3,"
        : type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a text";

    private static JsonElement ToJson(PropertyInfo property, ExperimentSettings settings) =>
        JsonSerializer.SerializeToElement(property.GetValue(settings), property.PropertyType, format);
}
