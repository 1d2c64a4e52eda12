namespace Hyper.Runtime.Search.Journal;

/// <summary>
/// Where a search keeps its finished trials: each is a line of a file, written and flushed to the disk as soon as the trial ends. A search
/// that is given the same file again takes the trials from it and goes on where it was, with the proposals and the result of one that was
/// never interrupted.
/// </summary>
/// <param name="path">The file; it is created where there is none.</param>
public sealed class SearchJournal(string path)
{
    /// <summary>The file.</summary>
    public string Path { get; } = string.IsNullOrWhiteSpace(path) ? throw new HyperDslException("The journal of a search needs the path of a file.") : path;
}
