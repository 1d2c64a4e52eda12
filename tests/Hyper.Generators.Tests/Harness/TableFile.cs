using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Tests.Harness;

/// <summary>A schema, as a build hands it to the compiler.</summary>
internal sealed class TableFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
