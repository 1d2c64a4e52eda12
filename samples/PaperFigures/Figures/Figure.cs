namespace PaperFigures.Figures;

/// <summary>A figure of the paper.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Title">What it shows.</param>
/// <param name="DrawAsync">Makes its numbers and panels.</param>
internal sealed record Figure(string Name, string Title, Func<FigureRun, Task<FigureResult>> DrawAsync)
{
    /// <summary>All of them, in the order of the paper.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("1", "the computational graph", ComputationalGraph.DrawAsync),
        new("2", "a global response against cross-validation", GlobalResponse.DrawAsync),
        new("3", "losses over a hyperparameter and a weight", LossSurfaces.DrawAsync),
        new("4", "a local response on its way to the optimum", LocalResponse.DrawAsync),
        new("5-top", "7,850 hyperparameters, against unrolled differentiation", ThousandsOfDecays.DrawAsync),
        new("5-bottom", "one strength a weight in networks of three depths", Depths.DrawAsync),
        new("6", "against random search and Bayesian optimization at equal time", EqualTime.DrawAsync),
        new("8", "the losses of unseen hyperparameters", UnseenLosses.DrawAsync),
    ];
}
