using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.Runtime;

namespace Hyper.Rates;

/// <summary>Records, a line of JSON each: a benchmark that is interrupted goes on from its file.</summary>
internal sealed class CellFile(FileInfo? file)
{
    private static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock gate = new();

    /// <summary>The records that there are. A last line without an end was never finished: it is taken away.</summary>
    /// <exception cref="HyperDslException">A line is no record.</exception>
    public IReadOnlyList<CellRecord> Read()
    {
        if (file is null || !File.Exists(file.FullName))
        {
            return [];
        }

        var text = File.ReadAllText(file.FullName);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length)
        {
            File.WriteAllText(file.FullName, whole);
        }

        try
        {
            return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<CellRecord>(line, json)!)];
        }
        catch (JsonException exception)
        {
            throw new HyperDslException($"'{file.FullName}' has a line that is no record of this benchmark: {exception.Message}", exception);
        }
    }

    /// <summary>Adds a record; from any thread.</summary>
    public void Add(CellRecord record)
    {
        if (file is null)
        {
            return;
        }

        lock (gate)
        {
            using var stream = new FileStream(file.FullName, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, json) + '\n'));
        }
    }
}
