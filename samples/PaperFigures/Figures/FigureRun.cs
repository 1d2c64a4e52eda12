using PaperFigures.Data;

namespace PaperFigures.Figures;

/// <summary>What a figure is drawn from.</summary>
/// <param name="Data">The pictures.</param>
/// <param name="Seeds">The seeds of its runs, at least one.</param>
/// <param name="Say">Takes a line about how far it is.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record FigureRun(PaperData Data, IReadOnlyList<int> Seeds, Action<string> Say, CancellationToken Cancellation)
{
    /// <summary>One of two numbers: for the full data, or for the quick digits.</summary>
    public T Pick<T>(T full, T quick) => Data.Quick ? quick : full;
}
