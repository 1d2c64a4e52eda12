using System.Globalization;
using System.Text;

namespace Hyper.Generators.Parsing.Tables.Json;

/// <summary>
/// Reads JSON and remembers where everything stands, which an editor needs to underline it. The compiler brings no other: what is loaded into
/// every build and editor has no dependency whose version could be another's.
/// </summary>
internal sealed class JsonReader
{
    private const int Deepest = 32;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonFault">It is no JSON.</exception>
    public static JsonNode Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw reader.Unexpected("the end");
    }

    private JsonNode Value()
    {
        SkipBlanks();
        return Next switch
        {
            '{' => Nested(Object),
            '[' => Nested(Array),
            '"' => Text(),
            '-' or (>= '0' and <= '9') => Number(),
            >= 'a' and <= 'z' => Word(),
            _ => throw Unexpected("a value"),
        };
    }

    private JsonNode Nested(Func<JsonNode> read)
    {
        if (++_depth > Deepest)
        {
            throw new JsonFault(_at, 1, "it is nested deeper than any schema");
        }

        var value = read();
        _depth--;
        return value;
    }

    private JsonNode Object()
    {
        var start = _at;
        var fields = new List<JsonField>();
        Each('}', () =>
        {
            SkipBlanks();
            var name = Next == '"' ? Text() : throw Unexpected("the name of a field in quotes");
            Take(':');
            fields.Add(new JsonField(name, Value()));
        });
        return new JsonObject(start, _at - start, fields);
    }

    private JsonNode Array()
    {
        var start = _at;
        var items = new List<JsonNode>();
        Each(']', () => items.Add(Value()));
        return new JsonArray(start, _at - start, items);
    }

    private void Each(char end, Action read)
    {
        _at++;
        SkipBlanks();
        if (Next == end)
        {
            _at++;
            return;
        }

        while (true)
        {
            read();
            SkipBlanks();
            if (Next == end)
            {
                _at++;
                return;
            }

            Take(',', $"',' or '{end}'");
        }
    }

    private JsonText Text()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (Next != '"')
        {
            if (_at == _text.Length || Next < ' ')
            {
                throw new JsonFault(start, _at - start, "a text has no quote at its end");
            }

            value.Append(Next == '\\' ? Escaped() : _text[_at++]);
        }

        _at++;
        return new JsonText(start, _at - start, value.ToString());
    }

    private char Escaped()
    {
        _at++;
        var code = Next;
        _at++;
        switch (code)
        {
            case '"' or '\\' or '/':
                return code;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                throw new JsonFault(_at - 2, Math.Min(2, _text.Length - _at + 2), "a backslash is followed by what JSON does not know");
        }
    }

    private JsonNumber Number()
    {
        var start = _at;
        while (Next is '+' or '-' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
        {
            _at++;
        }

        return double.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new JsonNumber(start, _at - start, number)
            : throw new JsonFault(start, _at - start, $"'{_text.Substring(start, _at - start)}' is no number");
    }

    private JsonWord Word()
    {
        var start = _at;
        while (Next is >= 'a' and <= 'z')
        {
            _at++;
        }

        var word = _text.Substring(start, _at - start);
        return word is "true" or "false" or "null" ? new JsonWord(start, _at - start, word) : throw new JsonFault(start, _at - start, $"'{word}' is no value; a text stands in quotes");
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private void Take(char expected, string? what = null)
    {
        SkipBlanks();
        if (Next != expected)
        {
            throw Unexpected(what ?? $"'{expected}'");
        }

        _at++;
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            _at++;
        }
    }

    private JsonFault Unexpected(string expected)
        => _at == _text.Length
            ? new JsonFault(Math.Max(0, _at - 1), Math.Min(1, _at), $"it ends where {expected} is expected")
            : new JsonFault(_at, 1, $"'{Next}' stands where {expected} is expected");
}
