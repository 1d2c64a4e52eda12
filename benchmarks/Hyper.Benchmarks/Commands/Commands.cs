using System.CommandLine;

namespace Hyper.Benchmarks;

/// <summary>The command line.</summary>
internal static class Commands
{
    // A method of its own: a child process must not load what only the command line needs.
    public static Task<int> Run(string[] args) => new RootCommand("HyperDsl's speed: of its loops, against loops written by hand, and of its compiler.")
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
