using System.Text;
using Hyper.Runtime.Data.Formats;

namespace Hyper.Tables.Texts;

/// <summary>Texts of a file, one a line.</summary>
public static class TextRows
{
    /// <summary>Reads the lines of a text file in UTF-8, or with a byte order mark in UTF-16; it may be compressed with gzip. Empty lines are left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or has no text.</exception>
    public static IReadOnlyList<string> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = DataFile.Open(path);
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        var lines = new List<string>();
        try
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    lines.Add(line);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }

        return lines.Count > 0 ? lines : throw new HyperDslException($"'{path}' has no text; at least one line is expected.");
    }
}
