using Hyper.Tables.Texts;

namespace Words;

/// <summary>A text as rows of words, each with the words that follow.</summary>
internal static class Text
{
    private const double Training = 0.3;
    private const double Validation = 0.2;

    /// <summary>
    /// Cuts a text into rows of words. The beginning trains, what follows validates, the end tests: sentences beside one another would
    /// tell too much of each other. Words that the beginning does not have are unknown ones.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Words of a row.</param>
    /// <exception cref="Hyper.Runtime.HyperDslException">It cannot be read, or is too short.</exception>
    public static DataSplits Load(string path, int length)
    {
        string[] lines = [.. TextRows.Load(path).Select(line => line.ToLowerInvariant())];
        int[] ends = [(int)(lines.Length * Training), (int)(lines.Length * (Training + Validation))];
        TextVocabulary vocabulary = TextVocabulary.OfWords(lines[..ends[0]], WordModel.Vocabulary);
        return new DataSplits(Rows(lines[..ends[0]]), Rows(lines[ends[0]..ends[1]]), Rows(lines[ends[1]..]));

        Dataset Rows(string[] part) => TokenRows.NextTokens([.. part.SelectMany(vocabulary.Encode)], length);
    }
}
