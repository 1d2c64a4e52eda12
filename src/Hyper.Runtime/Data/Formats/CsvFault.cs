namespace Hyper.Runtime.Data.Formats;

/// <summary>Errors at a place of a CSV file.</summary>
/// <param name="Name">What the error calls the file.</param>
internal readonly record struct CsvFault(string Name)
{
    /// <summary>A fault of a cell.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1, as an editor shows it.</param>
    /// <param name="what">What was found, what was expected.</param>
    public HyperDslException At(int line, int column, string what)
        => new(FormattableString.Invariant($"'{Name}', line {line}, column {column}: {what}."));

    /// <summary>A fault of a line.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="what">What was found, what was expected.</param>
    /// <param name="cause">What raised it, if anything did.</param>
    public HyperDslException At(int line, string what, Exception? cause = null)
        => new(FormattableString.Invariant($"'{Name}', line {line}: {what}."), cause);

    /// <summary>A fault of the file.</summary>
    /// <param name="what">What was found, what was expected.</param>
    public HyperDslException Everywhere(string what) => new($"'{Name}': {what}.");
}
