using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Deletes, duplicates and swaps tokens of a source at random, as slips of typing and pasting do.</summary>
internal static class TokenEdits
{
    /// <summary>A source with one edit, or now and then two; the same random numbers give the same source.</summary>
    public static string Edit(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => (Kind: token.Kind(), Text: token.ToFullString())).ToList();
        for (var edits = random.Next(4) == 0 ? 2 : 1; edits > 0 && tokens.Count > 1; edits--)
        {
            var place = random.Next(tokens.Count - 1);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(place);
                    break;
                case 1:
                    tokens.Insert(place, tokens[place]);
                    break;
                case 2:
                    Swap(place + 1);
                    break;
                case 3:
                    Swap(random.Next(tokens.Count));
                    break;
                default:
                    // A name for a name and a number for a number: what is left is C# more often.
                    var alike = Enumerable.Range(0, tokens.Count).Where(other => tokens[other].Kind == tokens[place].Kind).ToList();
                    Swap(alike[random.Next(alike.Count)]);
                    break;
            }

            void Swap(int other) => (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
        }

        return string.Concat(tokens.Select(token => token.Text));
    }
}
