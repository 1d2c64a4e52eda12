using System.Globalization;

namespace Hyper.App.Display;

/// <summary>Numbers and times as a display writes them.</summary>
internal static class Words
{
    /// <summary>A loss or a metric.</summary>
    public static string Loss(double value) => double.IsFinite(value)
        ? Math.Abs(value) is 0 or (>= 1e-3 and < 1e5) ? value.ToString("F4", CultureInfo.InvariantCulture) : value.ToString("0.###e0", CultureInfo.InvariantCulture)
        : "-";

    /// <summary>A time, such as <c>9.5 s</c>, <c>4 min 10 s</c> or <c>2 h 5 min</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds < 0 ? "0.0 s"
        : time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");

    /// <summary>A text cut to a width; what is cut off is marked.</summary>
    public static string Cut(string text, int width, bool unicode) =>
        text.Length <= width ? text : width <= 1 ? text[..Math.Max(0, width)] : string.Concat(text.AsSpan(0, width - 1), unicode ? "…" : "~");

    /// <summary>A text in lines of a width; a word that is longer stands alone.</summary>
    public static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = " ";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}
