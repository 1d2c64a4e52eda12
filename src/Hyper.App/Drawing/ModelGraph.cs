using System.Globalization;
using System.Net;
using System.Text;
using Hyper.Dsl;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Spaces;

namespace Hyper.App.Drawing;

/// <summary>The graph of a model and of the hypernetwork that tunes it, as SVG: figure 1 of the paper for the model at hand.</summary>
public static class ModelGraph
{
    private const int Width = 960;
    private const int Row = 22;
    private const int Head = 40;
    private const int MostRows = 14;

    /// <summary>Draws the graph of an experiment.</summary>
    /// <param name="entry">The experiment.</param>
    /// <returns>An SVG document; the same experiment gives the same text.</returns>
    public static string Draw(ExperimentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Draw(ShortName(entry.Model), ShortName(entry.Name), entry.IsSearch ? null : entry.Hypernetwork, entry.IsSearch, entry.Method, entry.Space, entry.Weights);
    }

    /// <summary>Draws a graph.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="hypernetwork">The response family; null for none.</param>
    /// <param name="isSearch">Whether trainings at fixed hyperparameters are compared, and none is tuned.</param>
    /// <param name="method">What is compiled in, in a line.</param>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="weights">The weights.</param>
    public static string Draw(string model, string experiment, string? hypernetwork, bool isSearch, string method, HyperparameterSpace space, ElementaryLayout weights)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(weights);
        var hyperparameters = Shortened([.. space.Hyperparameters.Select(info => (Name: info.Name, About: About(info)))]);
        var layers = Shortened([.. weights.Slots.GroupBy(slot => LayerOf(slot.Name)).Select(layer =>
            (Name: layer.Key, About: string.Join(", ", layer.Select(slot => $"{slot.Name[(slot.Name.LastIndexOf('.') + 1)..]} {string.Join('×', slot.Shape)}"))))]);

        var left = Height(hyperparameters.Count);
        var right = Height(layers.Count);
        var top = 92;
        var middle = Math.Max(Math.Max(left, right), 150);
        var canvas = new SvgText();
        canvas.Box("hyper", 24, top, 272, left, "Hyperparameters λ", Invariant($"{space.Count:N0} {(space.Count == 1 ? "value" : "values")}"), hyperparameters);
        var network = HypernetworkRows(hypernetwork, isSearch, weights).ToList();
        canvas.Box("net", 352, top, 220, Math.Max(Height(network.Count), 116), hypernetwork is null ? "No hypernetwork" : "Hypernetwork φ", "", network);
        canvas.Box("model", 628, top, 308, right, $"{model}", Invariant($"{weights.WeightCount:N0} weights w"), layers);
        canvas.Arrow(296, top + 62, 352, top + 62, "");
        canvas.Arrow(572, top + 62, 628, top + 62, "");
        canvas.Label(324, top + 52, "λ");
        canvas.Label(600, top + 52, hypernetwork is null ? "w" : "w(λ)");

        var bottom = top + middle + 66;
        canvas.Box("data", 24, bottom, 272, 92, "Data", "", [("training", "fits the weights"), ("validation", "judges hyperparameters")]);
        canvas.Box("loss", 352, bottom, 220, 92, "Training loss", "", [("moves", hypernetwork is null ? "w" : "φ")]);
        canvas.Box("loss", 628, bottom, 308, 92, "Validation loss", "", [isSearch ? ("chooses", "λ, among the trials") : ("moves", "λ, by its gradient through w(λ)")]);
        canvas.Path(Invariant($"M296 {bottom + 30}H352"), "");
        canvas.Path(Invariant($"M296 {bottom + 62}H324V{bottom + 110}H600V{bottom + 50}H628"), "");
        canvas.Path(Invariant($"M782 {top + right}V{bottom}"), "");
        canvas.Path(Invariant($"M700 {top + right}V{top + middle + 26}H462V{bottom}"), "");
        canvas.Path(Invariant($"M520 {bottom}V{bottom - 18}H590V{top + 100}H{(hypernetwork is null ? 628 : 572)}"), "back");
        canvas.Path(Invariant($"M860 {bottom + 92}V{bottom + 130}H12V{top + 40}H24"), "back");
        canvas.Label(436, bottom + 149, isSearch ? "the lowest validation loss decides which hyperparameters are taken" : "the gradient of the validation loss goes back to the hyperparameters");

        var height = bottom + 168;
        var title = $"{model}, tuned by {experiment}";
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title about\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{WebUtility.HtmlEncode(title)}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"<desc id=\"about\">{WebUtility.HtmlEncode(Invariant($"{space.Count} hyperparameter values go into {(hypernetwork is null ? "trainings" : $"a hypernetwork ({hypernetwork})")}, which gives {weights.WeightCount} weights in {weights.LayerCount} layers."))}</desc>\n")
            .Append(SvgText.Style)
            .Append(CultureInfo.InvariantCulture, $"<rect class=\"page\" width=\"{Width}\" height=\"{height}\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"24\" y=\"44\">{WebUtility.HtmlEncode(title)}</text>\n")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"24\" y=\"68\">{WebUtility.HtmlEncode(method)}</text>\n")
            .Append(canvas)
            .Append("</svg>\n")
            .ToString();
    }

    private static IEnumerable<(string Name, string About)> HypernetworkRows(string? hypernetwork, bool isSearch, ElementaryLayout weights)
    {
        if (hypernetwork is null)
        {
            yield return (isSearch ? "each trial is a training" : "how the weights answer", "");
            yield return (isSearch ? "at fixed hyperparameters" : "is computed, not learned", "");
            yield break;
        }

        foreach (var part in hypernetwork.Split([", ", "; "], StringSplitOptions.RemoveEmptyEntries).Take(3))
        {
            yield return (SvgText.Cut(part, 30), "");
        }

        yield return (Invariant($"gives {weights.WeightCount:N0} weights"), "");
    }

    // What a long list leaves out is said in its last line.
    private static List<(string Name, string About)> Shortened(List<(string Name, string About)> rows) => rows.Count <= MostRows
        ? rows
        : [.. rows.Take(MostRows - 1), (Invariant($"and {rows.Count - MostRows + 1} more"), "")];

    private static string About(HyperparameterInfo info)
    {
        var count = info.Count == 1 ? "" : Invariant($"{info.Count:N0}{(info.Granularity == Per.Scalar ? "" : $", one a {info.Granularity.ToString().ToLowerInvariant()}")}, ");
        var (low, high) = (double.IsFinite(info.Transform.Min) ? Bound(info.Transform.Min) : "", double.IsFinite(info.Transform.Max) ? Bound(info.Transform.Max) : "");
        var range = (low, high) switch { ("", "") => "any", ("", _) => $"< {high}", (_, "") => $"> {low}", _ => $"{low} to {high}" };
        return $"{count}{range}{(info.Transform.Scale == Scale.Log ? ", log" : "")}";
    }

    private static string Bound(double value) => Math.Abs(value) is > 0 and (< 1e-3 or >= 1e5) ? value.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−') : Invariant($"{value:G4}");

    private static string LayerOf(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;

    private static string ShortName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static int Height(int rows) => Head + (rows * Row) + 12;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
