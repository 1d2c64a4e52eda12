namespace Hyper.Runtime.Files;

/// <summary>Texts of files, of whatever origin, as messages show them: not too long, and nothing that would steer a terminal.</summary>
internal static class ShownText
{
    private const int Most = 200;

    /// <summary>The text, cut where it is long, with a question mark for each control character.</summary>
    public static string Of(string? text)
    {
        var whole = text ?? "";
        var shown = string.Concat(whole.Take(Most).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
        return whole.Length > Most ? shown + "…" : shown;
    }
}
