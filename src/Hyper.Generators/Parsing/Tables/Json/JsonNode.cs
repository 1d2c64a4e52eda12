namespace Hyper.Generators.Parsing.Tables.Json;

/// <summary>A value of a JSON text, and where it stands there.</summary>
/// <param name="Start">The place of its first character, counted from 0.</param>
/// <param name="Length">Its characters.</param>
internal abstract record JsonNode(int Start, int Length)
{
    /// <summary>What it is, as a message says it.</summary>
    public abstract string Kind { get; }
}

/// <summary>Fields, in the order in which they are written.</summary>
internal sealed record JsonObject(int Start, int Length, IReadOnlyList<JsonField> Fields) : JsonNode(Start, Length)
{
    public override string Kind => "an object";
}

/// <summary>A field of an object: its name, a text with a place of its own, and its value.</summary>
internal sealed record JsonField(JsonText Name, JsonNode Value);

/// <summary>Values in a row.</summary>
internal sealed record JsonArray(int Start, int Length, IReadOnlyList<JsonNode> Items) : JsonNode(Start, Length)
{
    public override string Kind => "a list";
}

/// <summary>A text.</summary>
internal sealed record JsonText(int Start, int Length, string Value) : JsonNode(Start, Length)
{
    public override string Kind => "a text";
}

/// <summary>A number.</summary>
internal sealed record JsonNumber(int Start, int Length, double Value) : JsonNode(Start, Length)
{
    public override string Kind => "a number";
}

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record JsonWord(int Start, int Length, string Word) : JsonNode(Start, Length)
{
    public override string Kind => $"'{Word}'";
}
