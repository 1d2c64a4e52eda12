using System.CommandLine;

namespace Hyper.App.Commands;

/// <summary>Commands of the other rooms, and what they do when a run ends.</summary>
internal static class OtherCommands
{
    /// <summary>A command each, of what the program gives.</summary>
    public static IReadOnlyList<Func<HyperAppOptions, Command>> Factories { get; } = [];

    /// <summary>Writes the report into a run folder; null while there is none.</summary>
    public static Action<string>? WriteReport { get; }
}
