namespace Hyper.App.Records;

/// <summary>A commit of a repository.</summary>
/// <param name="Commit">Its name.</param>
/// <param name="HasChanges">Whether files differed from it.</param>
public sealed record RunCommit(string Commit, bool HasChanges);
