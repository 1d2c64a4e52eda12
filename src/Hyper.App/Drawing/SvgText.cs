using System.Globalization;
using System.Net;
using System.Text;

namespace Hyper.App.Drawing;

/// <summary>Boxes, arrows and words as SVG.</summary>
internal sealed class SvgText
{
    private const int LetterWidth = 7;

    private readonly StringBuilder text = new();

    /// <summary>Colours of both themes, and arrow heads.</summary>
    public const string Style = """
        <style>
        svg { --page: #ffffff; --ink: #16202c; --soft: #55616f; --line: #aab4c0; --box: #f6f7f9; --c1: #0072b2; --c2: #d55e00; --c3: #00876c; --c4: #a8518a; --c5: #8a6d00; }
        @media (prefers-color-scheme: dark) { svg { --page: #0f151c; --ink: #e8edf3; --soft: #a3b0be; --line: #55616f; --box: #18212b; --c1: #56b4e9; --c2: #ff9447; --c3: #35c9a0; --c4: #e09bc6; --c5: #e6c84a; } }
        .page { fill: var(--page); }
        text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, Lato, Arial, sans-serif; fill: var(--ink); }
        .title { font-size: 20px; font-weight: 700; } .head { font-size: 14px; font-weight: 700; } .soft { fill: var(--soft); font-size: 12px; } .mid { text-anchor: middle; } .end { text-anchor: end; }
        .box { fill: var(--box); stroke-width: 1.5; } .hyper { stroke: var(--c2); } .net { stroke: var(--c4); } .model { stroke: var(--c1); } .data { stroke: var(--c5); } .loss { stroke: var(--c3); }
        .arrow { fill: none; stroke: var(--soft); stroke-width: 1.5; marker-end: url(#head); } .back { stroke: var(--c2); stroke-dasharray: 5 4; marker-end: url(#back); }
        .tip { fill: var(--soft); } .backtip { fill: var(--c2); }
        </style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker><marker id="back" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="backtip" d="M0 0L8 4L0 8z"/></marker></defs>

        """;

    /// <summary>A text of at most so many characters.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    /// <summary>A box with a head and rows of a name and what there is to say about it.</summary>
    public void Box(string kind, int x, int y, int width, int height, string head, string about, IReadOnlyList<(string Name, string About)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"box {kind}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>\n");
        Word("head", x + 14, y + 26, Cut(head, (width - 28 - (about.Length * LetterWidth)) / (LetterWidth + 1)));
        if (about.Length > 0)
        {
            Word("soft end", x + width - 14, y + 26, about);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var room = (width - 36) / LetterWidth;
            var name = Cut(rows[i].Name, rows[i].About.Length == 0 ? room : Math.Max(10, (width - 36 - (Math.Min(rows[i].About.Length, room - 12) * LetterWidth)) / (LetterWidth + 1)));
            Word("", x + 14, y + 52 + (i * 22), name);
            if (rows[i].About.Length > 0)
            {
                Word("soft end", x + width - 14, y + 52 + (i * 22), Cut(rows[i].About, Math.Max(8, room - name.Length + 1)));
            }
        }
    }

    /// <summary>A straight arrow.</summary>
    public void Arrow(int x1, int y1, int x2, int y2, string kind) => Path(FormattableString.Invariant($"M{x1} {y1}L{x2} {y2}"), kind);

    /// <summary>An arrow along a path.</summary>
    public void Path(string path, string kind) => text.Append(CultureInfo.InvariantCulture, $"<path class=\"{(kind.Length == 0 ? "arrow" : $"arrow {kind}")}\" d=\"{path}\"/>\n");

    /// <summary>A word in the middle of a place.</summary>
    public void Label(int x, int y, string word) => Word("soft mid", x, y, word);

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void Word(string kind, int x, int y, string word) =>
        text.Append(CultureInfo.InvariantCulture, $"<text{(kind.Length == 0 ? "" : $" class=\"{kind}\"")} x=\"{x}\" y=\"{y}\">{WebUtility.HtmlEncode(word)}</text>\n");
}
