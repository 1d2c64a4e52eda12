namespace Hyper.App.Commands;

/// <summary>What a command's end says to whoever started it.</summary>
internal static class ExitCode
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>It failed; a line says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Misused = 2;

    /// <summary>A check found a difference.</summary>
    public const int Different = 3;

    /// <summary>It was interrupted.</summary>
    public const int Interrupted = 130;
}
