using PaperFigures.Models;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>Figure 1: what is computed from what, by cross-validation and through a hypernetwork, drawn for figure 4's experiment.</summary>
internal static class ComputationalGraph
{
    public static Task<FigureResult> DrawAsync(FigureRun run)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        int weights = SharedDecayLine.Layout.WeightCount;
        int values = SharedDecayLine.Hyperparameters.Space.Count;
        string decay = SharedDecayLine.Hyperparameters.Space.Hyperparameters[0].Name;
        var crossValidation = new Diagram(
            [
                new("lambda", $"λ: {decay}\n{values} value", 0, 2),
                new("w", Invariant($"w*(λ) = argmin L_T\n{weights:N0} weights,\ntrained anew"), 4, 2),
                new("xt", "training rows", 4, 4),
                new("lv", "L_V(w*)", 8, 2),
                new("xv", "validation rows", 8, 4),
            ],
            [new("lambda", "w"), new("xt", "w"), new("w", "lv"), new("xv", "lv")]);
        var hypernetwork = new Diagram(
            [
                new("u", $"û = ln λ\n{decay}\n{values} value", 0, 2, Learned: true),
                new("phi", "φ of the\nhypernetwork", 0, 4, Learned: true),
                new("w", Invariant($"w = w_φ(û)\n{weights:N0} weights"), 4, 2),
                new("lt", "L_T(w, λ)\ntraining rows", 8, 4),
                new("lv", "L_V(w)\nvalidation rows", 8, 2),
            ],
            [
                new("u", "w"), new("phi", "w"), new("w", "lt"), new("w", "lv"),
                new("lt", "w", Gradient: true), new("w", "phi", Gradient: true), new("lv", "w", Gradient: true), new("w", "u", Gradient: true),
            ]);
        var summary = new Summary();
        summary.Set("weights", (double)weights);
        summary.Set("hyperparameters", (double)values);
        return Task.FromResult(new FigureResult(
            [
                new Panel("cross-validation", "Cross-validation", "", "", []) { Diagram = crossValidation },
                new Panel("hypernetwork", "Through a hypernetwork (red: gradients)", "", "", []) { Diagram = hypernetwork },
            ],
            2,
            summary));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
