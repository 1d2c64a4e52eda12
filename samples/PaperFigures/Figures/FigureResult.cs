using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>What drawing a figure gives.</summary>
/// <param name="Panels">Its panels, row by row.</param>
/// <param name="Columns">Panels side by side.</param>
/// <param name="Summary">Its numbers.</param>
internal sealed record FigureResult(IReadOnlyList<Panel> Panels, int Columns, Summary Summary);
