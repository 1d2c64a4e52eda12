using Hyper.Runtime.Data;
using Hyper.Runtime.Native;
using Microsoft.ML.Tokenizers;
using static TorchSharp.torch;

namespace Hyper.Tables.Texts;

/// <summary>Texts as numbers of tokens, all of one length: longer ones are cut, shorter ones padded.</summary>
public sealed class TokenRows : IDisposable
{
    private TokenRows(Tensor tokens, Tensor mask) => (Tokens, Mask) = (tokens.DetachFromDisposeScope(), mask.DetachFromDisposeScope());

    /// <summary>[N, length], 64-bit: the numbers of the tokens.</summary>
    public Tensor Tokens { get; }

    /// <summary>[N, length] of truth values: whether there is a token, and no padding.</summary>
    public Tensor Mask { get; }

    /// <summary>Encodes texts by a tokenizer of Microsoft.ML.Tokenizers: byte pairs, WordPiece, Tiktoken, SentencePiece.</summary>
    /// <param name="texts">The texts; at least one.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="length">Tokens of a row.</param>
    /// <param name="padding">The number that fills rows up.</param>
    /// <exception cref="HyperDslException">There is no text, or the length is below 1.</exception>
    public static TokenRows Of(IReadOnlyList<string> texts, Tokenizer tokenizer, int length, int padding = TextVocabulary.Padding)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return Of(texts, text => tokenizer.EncodeToIds(text), length, padding);
    }

    /// <summary>Encodes texts by a vocabulary.</summary>
    /// <param name="texts">The texts; at least one.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="length">Tokens of a row.</param>
    /// <exception cref="HyperDslException">There is no text, or the length is below 1.</exception>
    public static TokenRows Of(IReadOnlyList<string> texts, TextVocabulary vocabulary, int length)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return Of(texts, vocabulary.Encode, length, TextVocabulary.Padding);
    }

    /// <summary>
    /// A dataset in which each token is predicted from those before it: the tokens of a text, cut into rows on end. Inputs [N, length], targets
    /// [N, length], which are one token ahead.
    /// </summary>
    /// <param name="tokens">The numbers of a text's tokens; more than a row.</param>
    /// <param name="length">Tokens of a row.</param>
    /// <exception cref="HyperDslException">There are too few tokens, or the length is below 1.</exception>
    public static Dataset NextTokens(IReadOnlyList<int> tokens, int length)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        RequireLength(length);
        var rows = (tokens.Count - 1) / length;
        if (rows < 1)
        {
            throw new HyperDslException(FormattableString.Invariant($"The text has {tokens.Count} tokens; a row of {length} and the one after it need {length + 1}."));
        }

        long[] all = [.. tokens.Select(token => (long)token)];
        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        return new Dataset(tensor(all[..(rows * length)], [rows, length]), tensor(all[1..((rows * length) + 1)], [rows, length]));
    }

    /// <summary>A dataset of these rows, with a class for each; the tokens are shared.</summary>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <exception cref="HyperDslException">There are not as many labels as rows.</exception>
    public Dataset ToDataset(IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using var scope = NewDisposeScope();
        return new Dataset(Tokens.alias(), tensor(labels.Select(label => (long)label).ToArray()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tokens.Dispose();
        Mask.Dispose();
    }

    private static TokenRows Of(IReadOnlyList<string> texts, Func<string, IReadOnlyList<int>> encode, int length, int padding)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RequireLength(length);
        if (texts.Count == 0)
        {
            throw new HyperDslException("There are no texts to encode; at least one is expected.");
        }

        var (tokens, mask) = (new long[checked(texts.Count * length)], new bool[texts.Count * length]);
        Array.Fill(tokens, padding);
        for (var row = 0; row < texts.Count; row++)
        {
            foreach (var (place, token) in encode(texts[row]).Take(length).Index())
            {
                tokens[(row * length) + place] = token;
                mask[(row * length) + place] = true;
            }
        }

        NativeBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        return new TokenRows(tensor(tokens, [texts.Count, length]), tensor(mask, [texts.Count, length]));
    }

    private static void RequireLength(int length)
    {
        if (length < 1)
        {
            throw new HyperDslException(FormattableString.Invariant($"Rows of {length} tokens were asked for; at least 1 is expected."));
        }
    }
}
