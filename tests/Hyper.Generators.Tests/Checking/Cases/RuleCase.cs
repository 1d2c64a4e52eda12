namespace Hyper.Generators.Tests.Checking.Cases;

/// <summary>
/// Wrong code that one rule objects to, and right code close to it, which none objects to: the same source but for what stands in its hole.
/// </summary>
/// <param name="Id">The rule.</param>
/// <param name="Source">A source with a hole: <see cref="Hole"/>.</param>
/// <param name="Wrong">What makes it wrong.</param>
/// <param name="Underlined">The text that the rule underlines.</param>
/// <param name="Right">What makes it right: at least two ways.</param>
internal sealed record RuleCase(string Id, string Source, string Wrong, string Underlined, params string[] Right)
{
    public const string Hole = "HOLE";

    public string With(string text) => Source.Replace(Hole, text, StringComparison.Ordinal);
}
