using Microsoft.ML.Tokenizers;

namespace Hyper.Tables.Texts;

/// <summary>The words, or the characters, of texts, each with a number: 0 is padding, 1 what is not known.</summary>
public sealed class TextVocabulary
{
    /// <summary>The number of what fills a text up to a length.</summary>
    public const int Padding = 0;

    /// <summary>The number of whatever the vocabulary does not have.</summary>
    public const int Unknown = 1;

    private static readonly PreTokenizer words = PreTokenizer.CreateWordOrNonWord();

    private readonly Dictionary<string, int> numbers;
    private readonly bool isOfWords;

    private TextVocabulary(IReadOnlyList<string> tokens, bool isOfWords)
    {
        this.isOfWords = isOfWords;
        Tokens = tokens;
        numbers = tokens.Index().ToDictionary(token => token.Item, token => token.Index, StringComparer.Ordinal);
    }

    /// <summary>The tokens by their numbers; the first two are <c>&lt;pad&gt;</c> and <c>&lt;unk&gt;</c>.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>How many tokens there are, the first two included.</summary>
    public int Count => Tokens.Count;

    /// <summary>The most frequent words of texts; punctuation marks are words, too. Letters are compared as they are.</summary>
    /// <param name="texts">The texts: the training rows alone, where a model is to be judged.</param>
    /// <param name="most">How many at most, the first two tokens included; at least 3.</param>
    /// <exception cref="HyperDslException"><paramref name="most"/> is too small.</exception>
    public static TextVocabulary OfWords(IEnumerable<string> texts, int most = 20_000) => Of(texts, isOfWords: true, most);

    /// <summary>The characters of texts, the most frequent ones first.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many at most, the first two tokens included; at least 3.</param>
    /// <exception cref="HyperDslException"><paramref name="most"/> is too small.</exception>
    public static TextVocabulary OfCharacters(IEnumerable<string> texts, int most = 1_000) => Of(texts, isOfWords: false, most);

    /// <summary>The numbers of a text's tokens.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Split(text, isOfWords).Select(token => numbers.GetValueOrDefault(token, Unknown))];
    }

    private static TextVocabulary Of(IEnumerable<string> texts, bool isOfWords, int most)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (most < 3)
        {
            throw new HyperDslException(FormattableString.Invariant($"A vocabulary of {most} tokens was asked for; at least 3 are expected, of which two are padding and the unknown."));
        }

        // Equally frequent ones in the order of their letters: the same texts give the same numbers.
        var found = texts.SelectMany(text => Split(text, isOfWords)).CountBy(token => token, StringComparer.Ordinal)
            .OrderByDescending(token => token.Value).ThenBy(token => token.Key, StringComparer.Ordinal).Select(token => token.Key);
        return new TextVocabulary(["<pad>", "<unk>", .. found.Take(most - 2)], isOfWords);
    }

    private static IEnumerable<string> Split(string text, bool isOfWords) => isOfWords
        ? words.PreTokenize(text).Select(part => text.Substring(part.Offset, part.Length).Trim()).Where(word => word.Length > 0)
        : text.EnumerateRunes().Select(rune => rune.ToString());
}
