using System.Text;

namespace Hyper.Generators.Emitting;

/// <summary>Writes indented lines that end in <c>\n</c> on every machine.</summary>
internal sealed class SourceWriter
{
    private const string Indentation = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _wantsBlank;

    /// <summary>Writes a line, or several, each at the current depth.</summary>
    public SourceWriter Line(string text)
    {
        if (_wantsBlank)
        {
            _text.Append('\n');
            _wantsBlank = false;
        }

        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                for (var i = 0; i < _depth; i++)
                {
                    _text.Append(Indentation);
                }

                _text.Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Asks for one empty line before the next line, unless a block ends first.</summary>
    public SourceWriter Blank()
    {
        _wantsBlank = _text.Length > 0;
        return this;
    }

    /// <summary>Opens a block, under a header unless that stands there already: a brace on its own line, and what follows one step to the right.</summary>
    public SourceWriter Open(string header)
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes a block.</summary>
    public SourceWriter Close(string after = "")
    {
        _wantsBlank = false;
        _depth--;
        return Line("}" + after);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
