using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Edits the tokens of a source at random, in ways that a user's typing, pasting and deleting do.</summary>
internal static class Mutations
{
    /// <summary>Tokens that mean something to the parser, among them all kinds of wrong values.</summary>
    private static readonly string[] Spice =
    [
        "partial", "static", "abstract", "sealed", "record", "struct", "class", "file", "private", "internal", "public", "protected", "required", "virtual",
        "new", "async", "ref", "void", "int", "double", "string", "null", "default", "this", "base", "@class", "?", "<T>", "[]", "(", ")", "{", "}", "[", "]",
        ";", ",", "=>", "=", "get;", "set;", "init;", "{ get; }", "0", "-1", "1", "int.MaxValue", "double.NaN", "1e300", "double.PositiveInfinity", "\"x\"",
        "HyperTensor", "HyperLinear", "Tensor", "Digits", "Tune", "Layout", "Hyperparameters", "Space", "L2", "Run", "Per.Weight", "Per.Layer", "Scale.Log",
        "Rank = 1", "Count = 2", "Min = 0", "Max = 1", "Initial = 0.5", "Steps = 0", "Hypernetwork.Linear", "Hypernetwork.Elementwise", "Hypernetwork = Hypernetwork.Centered", "Hypernetwork.Structured", "Algorithm.Simplified",
        "[Forward]", "[TrainingLoss]", "[ValidationLoss]", "[Linear(2, 1)]", "[Hyperparameter]", "[HyperModel]", "[Experiment<Digits>]", "namespace X;", "// x\n", "#if X\n",
    ];

    /// <summary>A source with one to four random edits; the same seed gives the same source.</summary>
    public static string Mutate(string source, int seed)
    {
        var random = new Random(seed);
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var edits = random.Next(1, 5); edits > 0 && tokens.Count > 1; edits--)
        {
            var place = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(place);
                    break;
                case 1:
                    tokens.Insert(place, tokens[random.Next(tokens.Count)]);
                    break;
                case 2:
                    var other = random.Next(tokens.Count);
                    (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                    break;
                case 3:
                    tokens[place] = $" {Spice[random.Next(Spice.Length)]} ";
                    break;
                default:
                    tokens.Insert(place, $" {Spice[random.Next(Spice.Length)]} ");
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
