using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>One mistake made in one model: a piece of a file's text replaced.</summary>
internal sealed record Mutation(CorpusModel Model, int File, TextSpan Span, string Text)
{
    public static Mutation Of(CorpusModel model, int file, SyntaxNodeOrToken place, string text) => new(model, file, place.Span, text);

    /// <summary>The project with the mistake in it.</summary>
    public CorpusModel Apply()
    {
        var before = Model.Files[File];
        return Model.With(File, string.Concat(before.AsSpan(0, Span.Start), Text, before.AsSpan(Span.End)));
    }

    public override string ToString() => $"{Model.Name}: '{Model.Files[File].Substring(Span.Start, Span.Length)}' became '{Text}'";
}
