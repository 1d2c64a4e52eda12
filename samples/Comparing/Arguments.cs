using System.CommandLine;

namespace Comparing;

/// <summary>What the command line asks for.</summary>
public sealed class Arguments
{
    private readonly ParseResult parsed;

    internal Arguments(ParseResult parsed, int seed)
    {
        this.parsed = parsed;
        Seed = seed;
    }

    /// <summary>The seed of the splits and of every run.</summary>
    public int Seed { get; }

    /// <summary>An option's value, or its default.</summary>
    /// <param name="option">The option.</param>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>An option's value, or null where it was not given.</summary>
    /// <param name="option">The option.</param>
    public T? Given<T>(Option<T> option)
        where T : struct => parsed.GetResult(option) is null ? null : parsed.GetValue(option);
}
