namespace Hyper.App.Records.Reading;

/// <summary>Files of lines, to which their writers add.</summary>
internal static class LineFile
{
    /// <summary>The lines that have been written to their end, and none of an absent file.</summary>
    /// <param name="path">The file, of which its writer may have hold.</param>
    /// <exception cref="Runtime.HyperDslException">It cannot be read.</exception>
    public static IEnumerable<(string Text, int Number, bool IsLast)> WholeLines(string path)
    {
        var lines = File.Exists(path) ? RecordFile.ReadText(path).Split('\n') : [];

        // What stands behind the last line feed has not been written to its end.
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].Length > 0)
            {
                yield return (lines[i], i + 1, i == lines.Length - 2);
            }
        }
    }
}
