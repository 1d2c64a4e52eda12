using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hyper.App.Commands;

/// <summary>The help of a program, with command lines to start from below it.</summary>
/// <param name="standard">The help as it is without.</param>
/// <param name="examples">The command lines.</param>
internal sealed class ExampleHelp(HelpAction standard, string examples) : SynchronousCommandLineAction
{
    // A line of a pipe or a log has no end of its own.
    private const int PlainWidth = 100;

    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command examples.</summary>
    public static void GiveTo(Command command, string? examples)
    {
        if (examples is not null && command.Options.OfType<HelpOption>().Single() is { Action: HelpAction standard } help)
        {
            help.Action = new ExampleHelp(standard, examples);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        if (Console.IsOutputRedirected)
        {
            standard.MaxWidth = PlainWidth;
        }

        var code = standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(examples + Environment.NewLine);
        }

        return code;
    }
}
