namespace Hyper.App.Display;

/// <summary>Numbers as a line of bars, the lowest as the lowest one, and the highest twentieth as the highest.</summary>
internal static class SparkLine
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string PlainBars = "_.-=^";

    // Of the bars that are not as high as the highest.
    private const double Share = 0.95;

    /// <summary>The line.</summary>
    /// <param name="values">The numbers in time; those that are none are left out.</param>
    /// <param name="width">Bars: each is the mean of an equal share of the numbers.</param>
    /// <param name="unicode">Whether the terminal has letters beyond ASCII.</param>
    public static string Of(IReadOnlyList<double> values, int width, bool unicode)
    {
        var bars = unicode ? Bars : PlainBars;
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0 || width <= 0)
        {
            return "";
        }

        var count = Math.Min(width, finite.Count);
        var means = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (from, to) = ((int)((long)i * finite.Count / count), (int)((long)(i + 1) * finite.Count / count));
            means[i] = finite.GetRange(from, to - from).Average();
        }

        // A few numbers far above all others, such as the first losses of a run, would make a flat line of the rest.
        var (least, most) = (means.Min(), means.Order().ElementAt((int)Math.Ceiling(Share * (count - 1))));
        return string.Concat(means.Select(mean => bars[most > least ? (int)Math.Round(Math.Min(1, (mean - least) / (most - least)) * (bars.Length - 1)) : mean > least ? bars.Length - 1 : 0]));
    }
}
