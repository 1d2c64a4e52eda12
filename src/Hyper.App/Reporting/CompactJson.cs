using System.Globalization;
using System.Text.Json;

namespace Hyper.App.Reporting;

/// <summary>Numbers as a page needs them: five digits, null for what is none.</summary>
internal static class CompactJson
{
    extension(Utf8JsonWriter json)
    {
        /// <summary>Writes a number of five digits.</summary>
        public void Short(double? value) => json.WriteRawValue(Text(value), skipInputValidation: true);

        /// <summary>Writes a property of five digits.</summary>
        public void Short(string name, double? value)
        {
            json.WritePropertyName(name);
            json.Short(value);
        }

        /// <summary>Writes a property with all digits of a number.</summary>
        public void Exact(string name, double? value)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null", skipInputValidation: true);
        }

        /// <summary>Writes a property that is a list of numbers.</summary>
        public void Short(string name, IEnumerable<double?> values)
        {
            json.WritePropertyName(name);
            json.WriteRawValue($"[{string.Join(',', values.Select(Text))}]", skipInputValidation: true);
        }

        /// <inheritdoc cref="Short(Utf8JsonWriter, string, IEnumerable{double?})"/>
        public void Short(string name, IEnumerable<double> values) => json.Short(name, values.Select(static value => (double?)value));

        /// <summary>Writes a property that is an object of texts.</summary>
        public void Texts(string name, IEnumerable<KeyValuePair<string, string>> texts)
        {
            json.WriteStartObject(name);
            foreach (var (key, text) in texts)
            {
                json.WriteString(key, text);
            }

            json.WriteEndObject();
        }

        /// <summary>Writes a property that is a list of texts.</summary>
        public void Texts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    private static string Text(double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return "null";
        }

        return Math.Abs(number) is >= 1 and < 1e9 && number == Math.Floor(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : double.Parse(number.ToString("E4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
    }
}
