using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <summary>Something that the code of a pass cannot say.</summary>
/// <param name="where">Where it is written.</param>
/// <param name="what">What it is, as a message names it.</param>
internal sealed class NotWritableException(IOperation? where, string what) : Exception(what)
{
    public IOperation? Where { get; } = where;

    public string What { get; } = what;
}
