using System.CommandLine;

namespace Comparing;

/// <summary>What the command line asks for.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="seed">The seed of the splits and of every run.</param>
public sealed class Arguments(ParseResult parsed, int seed)
{
    /// <summary>The seed of the splits and of every run.</summary>
    public int Seed => seed;

    /// <summary>An option's value: its default, or null, where it was not given.</summary>
    /// <param name="option">The option.</param>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);
}
