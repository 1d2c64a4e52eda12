using Hyper.Tables.Texts;
using Microsoft.ML.Tokenizers;

namespace Hyper.Tables.Tests.OtherData;

public sealed class TextTests
{
    private static readonly string[] texts = ["the cat sat.", "the dog sat", "the end"];

    [Fact]
    public void Words_are_numbered_by_how_often_they_are_there()
    {
        var vocabulary = TextVocabulary.OfWords(texts);

        Assert.Equal(["<pad>", "<unk>", "the", "sat", ".", "cat", "dog", "end"], vocabulary.Tokens);
        Assert.Equal([2, 6, 1, 4], vocabulary.Encode("the dog ran."));
        Assert.Equal(4, TextVocabulary.OfWords(texts, most: 4).Count);
        Assert.Equal("A vocabulary of 2 tokens was asked for; at least 3 are expected, of which two are padding and the unknown.", Read.Fault(() => TextVocabulary.OfWords(texts, 2)));
    }

    [Fact]
    public void Characters_are_whole_ones() => Assert.Equal([2, 3, 1], TextVocabulary.OfCharacters(["ab", "a😀"]).Encode("a😀é").Select((token, place) => place == 1 ? 3 : token));

    [Fact]
    public void Texts_are_padded_and_cut_to_a_length_with_a_mask()
    {
        using var rows = TokenRows.Of(texts, TextVocabulary.OfWords(texts), length: 3);

        Assert.Equal([2, 5, 3, 2, 6, 3, 2, 7, 0], rows.Tokens.data<long>().ToArray());
        Assert.Equal([true, true, true, true, true, true, true, true, false], rows.Mask.data<bool>().ToArray());
        using var dataset = rows.ToDataset([0, 1, 0]);
        Assert.Equal([3, 3], dataset.Inputs.shape);
        Assert.Equal([0, 1, 0], dataset.Targets.data<long>().ToArray());
    }

    [Fact]
    public void A_tokenizer_of_the_library_is_taken()
    {
        using var folder = new TemporaryFolder();
        var words = folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ncat\n##s\n");
        using var rows = TokenRows.Of(["the cats"], WordPieceTokenizer.Create(words), length: 5);

        Assert.Equal([4, 5, 6, 0, 0], rows.Tokens.data<long>().ToArray());
        Assert.Equal([true, true, true, false, false], rows.Mask.data<bool>().ToArray());
    }

    [Fact]
    public void Each_token_is_predicted_from_those_before_it()
    {
        using var dataset = TokenRows.NextTokens([5, 6, 7, 8, 9, 10], length: 2);

        Assert.Equal([5, 6, 7, 8], dataset.Inputs.data<long>().ToArray());
        Assert.Equal([6, 7, 8, 9], dataset.Targets.data<long>().ToArray());
        Assert.Equal("The text has 2 tokens; a row of 2 and the one after it need 3.", Read.Fault(() => TokenRows.NextTokens([1, 2], 2)));
    }

    [Fact]
    public void Lines_of_a_file_are_texts()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["one", "two"], TextRows.Load(folder.WriteCompressed("t.txt.gz", "one\r\n\r\ntwo\n")));
        Assert.Equal("'e.txt' has no text; at least one line is expected.", Read.Fault(() => TextRows.Load(folder.Write("e.txt", "\n \n")), folder));
    }
}
