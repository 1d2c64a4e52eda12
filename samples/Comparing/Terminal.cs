using Spectre.Console;

namespace Comparing;

/// <summary>Where the output goes: a terminal that can redraw, or a stream of plain lines.</summary>
internal static class Terminal
{
    // A pipe or a file has no width; this one suits most readers.
    private const int PlainWidth = 120;

    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Shows how far some work is while it runs.</summary>
    /// <param name="console">Where.</param>
    /// <param name="methods">The methods that the work consists of.</param>
    /// <param name="work">The work.</param>
    public static Task<T> WatchAsync<T>(IAnsiConsole console, IReadOnlyList<string> methods, Func<IDisplay, Task<T>> work) =>
        console.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? LiveDisplay.WhileAsync(console, methods, work)
            : work(new PlainDisplay(Console.Out));
}
