using System.Text.Json;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.App.Records;

/// <summary>Files of one record each, written whole or not at all.</summary>
internal static class RecordFile
{
    /// <summary>Writes a record.</summary>
    /// <exception cref="HyperDslException">The file cannot be written.</exception>
    public static void Write<T>(string path, T record)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, RecordFormat.Whole);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(bytes);
            stream.Write("\n"u8);
        });
    }

    /// <summary>Reads a record of a format with versions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newest">The newest version that this library reads.</param>
    /// <param name="options">How it is read; as it is written where nothing is said.</param>
    /// <exception cref="HyperDslException">It cannot be read, is no such record, or is of a newer version.</exception>
    public static T Read<T>(string path, int newest, JsonSerializerOptions? options = null)
    {
        var text = ReadText(path);
        RequireVersion(path, text, newest);
        return Parse<T>(path, text, options);
    }

    /// <summary>Reads a record without a version of its own: that of its folder's <c>run.json</c> is its version.</summary>
    /// <exception cref="HyperDslException">It cannot be read, or is no such record.</exception>
    public static T Read<T>(string path, JsonSerializerOptions? options = null) => Parse<T>(path, ReadText(path), options);

    /// <summary>Reads a file of text.</summary>
    /// <exception cref="HyperDslException">It cannot be read.</exception>
    public static string ReadText(string path)
    {
        try
        {
            // Its writer may be at work.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Requires a version that this library reads.</summary>
    /// <exception cref="HyperDslException">It says none, or a newer one.</exception>
    public static void RequireVersion(string path, string text, int newest)
    {
        int version;
        try
        {
            using var document = JsonDocument.Parse(text);
            version = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("version", out var written) && written.TryGetInt32(out var number) ? number : 0;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new HyperDslException($"'{path}' is no JSON: {problem.Message} Put back a copy of the file.", problem);
        }

        if (version < 1)
        {
            throw new HyperDslException($"'{path}' does not say which version of the format it is of; a field 'version' with a number from 1 to {newest} is expected. It may be another program's file.");
        }

        if (version > newest)
        {
            throw new HyperDslException($"'{path}' is of version {version} of the format; this program reads up to {newest}. Use a newer version of HyperDsl.");
        }
    }

    /// <summary>A record of a file's text.</summary>
    /// <exception cref="HyperDslException">It is no such record.</exception>
    public static T Parse<T>(string path, string text, JsonSerializerOptions? options = null)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, options ?? RecordFormat.Whole) ?? throw new HyperDslException($"'{path}' has null in place of an object. Put back a copy of the file.");
        }
        catch (JsonException problem)
        {
            throw new HyperDslException($"'{path}' is not as this program writes it: {problem.Message} Put back a copy of the file.", problem);
        }
    }
}
