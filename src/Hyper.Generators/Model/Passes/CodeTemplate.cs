using System.Text;

namespace Hyper.Generators.Model.Passes;

/// <summary>C# code with holes for the tensors of a pass, which get their names when it is written.</summary>
/// <param name="Pieces">Texts and holes, in order.</param>
internal sealed record CodeTemplate(EquatableArray<CodePiece> Pieces)
{
    public static CodeTemplate Empty { get; } = new(new EquatableArray<CodePiece>([]));

    public static CodeTemplate Of(string text) => new(new EquatableArray<CodePiece>([new CodePiece(text, -1)]));

    public static CodeTemplate Hole(int value) => new(new EquatableArray<CodePiece>([new CodePiece("", value)]));

    public bool IsEmpty => Pieces.Count == 0;

    /// <summary>The numbers of the values that stand in it.</summary>
    public IEnumerable<int> Holes => Pieces.Where(piece => piece.Value >= 0).Select(piece => piece.Value);

    /// <summary>Puts code together: texts and templates.</summary>
    public static CodeTemplate Join(params object[] parts)
    {
        var pieces = new List<CodePiece>();
        foreach (var part in parts)
        {
            switch (part)
            {
                case string text:
                    Add(new CodePiece(text, -1));
                    break;
                case CodeTemplate template:
                    foreach (var piece in template.Pieces)
                    {
                        Add(piece);
                    }

                    break;
            }
        }

        return new CodeTemplate(pieces.ToEquatableArray());

        // Texts on end are one text, so that equal code is equal.
        void Add(CodePiece piece)
        {
            if (piece.Value < 0 && pieces.Count > 0 && pieces[pieces.Count - 1] is { Value: < 0 } last)
            {
                pieces[pieces.Count - 1] = new CodePiece(last.Text + piece.Text, -1);
            }
            else if (piece.Value >= 0 || piece.Text.Length > 0)
            {
                pieces.Add(piece);
            }
        }
    }

    /// <summary>The templates with something between them.</summary>
    public static CodeTemplate List(IEnumerable<CodeTemplate> templates, string between = ", ")
        => Join([.. templates.SelectMany((template, i) => i == 0 ? new object[] { template } : [between, template])]);

    /// <summary>The code with names in its holes.</summary>
    public string Fill(Func<int, string> name)
    {
        var code = new StringBuilder();
        foreach (var piece in Pieces)
        {
            code.Append(piece.Value < 0 ? piece.Text : name(piece.Value));
        }

        return code.ToString();
    }
}

/// <summary>A text, or a hole for a value.</summary>
/// <param name="Text">The text; empty for a hole.</param>
/// <param name="Value">The number of the value; −1 for a text.</param>
internal readonly record struct CodePiece(string Text, int Value);
