using Hyper.Runtime.Spaces;
using Spectre.Console;

namespace Hyper.App.Display;

/// <summary>Where a command writes, and how much.</summary>
/// <param name="Output">Results.</param>
/// <param name="Errors">Errors and what happens beside results, a line each.</param>
/// <param name="Terminal">A terminal that can be drawn on; null where the output is none.</param>
/// <param name="Clock">What tells the time.</param>
internal sealed record AppConsole(TextWriter Output, TextWriter Errors, IAnsiConsole? Terminal, TimeProvider Clock)
{
    /// <summary>That of a program.</summary>
    public static AppConsole Of(HyperAppOptions options) => new(
        options.Output ?? Console.Out,
        options.Errors ?? Console.Error,
        options.Terminal ?? (options.Output is null ? OwnTerminal() : null),
        options.Clock);

    /// <summary>That of this process.</summary>
    public static AppConsole OfProcess() => new(Console.Out, Console.Error, OwnTerminal(), TimeProvider.System);

    // Spectre looks at NO_COLOR and TERM by itself.
    private static IAnsiConsole? OwnTerminal() =>
        !Console.IsOutputRedirected && AnsiConsole.Console.Profile.Capabilities is { Ansi: true, Interactive: true } ? AnsiConsole.Console : null;

    /// <summary>The display of a run.</summary>
    /// <param name="title">What runs.</param>
    /// <param name="unit">What is counted: step or trial.</param>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="quiet">Whether nothing is shown.</param>
    public IRunDisplay Display(string title, string unit, HyperparameterSpace space, bool quiet) =>
        quiet ? new NoDisplay() : Terminal is { } terminal ? new LiveDisplay(terminal, new RunView(title, unit, space)) : new PlainDisplay(Output, unit, Clock);

    /// <summary>A table, as wide as the terminal; without one as wide as it needs to be.</summary>
    public void Write(Table table)
    {
        if (Terminal is { } terminal)
        {
            terminal.Write(table);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        console.Profile.Width = PlainWidth;
        console.Write(table);
    }

    // A pipe or a file has no width.
    private const int PlainWidth = 200;
}
