using System.CommandLine;
using Hyper.App.Display;
using Hyper.App.Running;

namespace Hyper.App.Commands;

/// <summary>What every command is given.</summary>
/// <param name="Options">What the program gives.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Console">Where it writes.</param>
internal sealed record CommandContext(HyperAppOptions Options, IReadOnlyList<string> Arguments, AppConsole Console)
{
    /// <summary>Listens for Ctrl-C while a command works.</summary>
    /// <param name="quiet">Whether it is done without a word.</param>
    public Interruption Listen(bool quiet = false) => new(quiet ? null : Console.Errors.WriteLine, Options.Stop);

    /// <summary>A command that does something.</summary>
    public static Command Command(string name, string description, IEnumerable<Argument> arguments, IEnumerable<Option> options, Func<ParseResult, Task<int>> act)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, _) => act(parsed));
        return command;
    }
}
