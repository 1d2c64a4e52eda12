using System.CommandLine;
using Spectre.Console;

namespace Hyper.Benchmarks;

/// <summary>The command line.</summary>
internal static class Commands
{
    // A method of its own: a child process must not load what only the command line needs.
    public static Task<int> Run(string[] args)
    {
        // A file or a pipe is not as narrow as a terminal is taken to be.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 160;
        }

        return new RootCommand("HyperDsl's speed: of its loops, against loops written by hand, and of its compiler.")
        {
            JointCommand.Create(),
            AllocationsCommand.Create(),
            StartupCommand.Create(),
            ResponsesCommand.Create(),
            ScaleCommand.Create(),
            KernelsCommand.Create(),
            GeneratorCommand.Create(),
            PageCommand.Create(),
        }.Parse(args).InvokeAsync();
    }
}
