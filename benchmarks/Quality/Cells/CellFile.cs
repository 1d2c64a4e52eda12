using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.Runtime;

namespace Hyper.Quality;

/// <summary>Records, a line of JSON each: a benchmark that is interrupted goes on from its file.</summary>
internal static class CellFile
{
    private static readonly JsonSerializerOptions json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A record as a line.</summary>
    public static string Line(CellRecord record) => JsonSerializer.Serialize(record, json);

    /// <summary>A line as a record.</summary>
    public static CellRecord Parse(string line) => JsonSerializer.Deserialize<CellRecord>(line, json)!;

    /// <summary>The records of a file, none where there is no file. A last line without an end was never finished, and is not read.</summary>
    /// <exception cref="HyperDslException">A line is no record.</exception>
    public static IReadOnlyList<CellRecord> Read(FileInfo? file)
    {
        if (file is null || !File.Exists(file.FullName))
        {
            return [];
        }

        var text = File.ReadAllText(file.FullName);
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return [.. lines.Select(Parse)];
        }
        catch (JsonException exception)
        {
            throw new HyperDslException($"'{file.FullName}' has a line that is no record of this benchmark: {exception.Message}", exception);
        }
    }

    /// <summary>Takes away a last line that was never finished.</summary>
    public static void Repair(FileInfo file)
    {
        file.Directory!.Create();
        using var stream = new FileStream(file.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        stream.SetLength(Array.LastIndexOf(bytes, (byte)'\n') + 1);
    }

    /// <summary>Adds a record, on the disk when this returns.</summary>
    public static void Append(FileInfo file, CellRecord record)
    {
        using var stream = new FileStream(file.FullName, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes(Line(record) + '\n'));
        stream.Flush(flushToDisk: true);
    }
}
