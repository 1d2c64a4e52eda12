using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Deletes, duplicates and swaps tokens of a source at random, as slips of typing and pasting do.</summary>
internal static class TokenEdits
{
    /// <summary>A source with one edit, or now and then two; the same random numbers give the same source.</summary>
    public static string Edit(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var edits = random.Next(4) == 0 ? 2 : 1; edits > 0 && tokens.Count > 1; edits--)
        {
            var place = random.Next(tokens.Count - 1);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(place);
                    break;
                case 1:
                    tokens.Insert(place, tokens[place]);
                    break;
                case 2:
                    (tokens[place], tokens[place + 1]) = (tokens[place + 1], tokens[place]);
                    break;
                default:
                    var other = random.Next(tokens.Count);
                    (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
