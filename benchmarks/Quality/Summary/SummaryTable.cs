namespace Hyper.Quality;

/// <summary>A table of the summary, for the terminal and for the page.</summary>
/// <param name="Name">Its mark in the page.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Header">The columns.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record SummaryTable(string Name, string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
