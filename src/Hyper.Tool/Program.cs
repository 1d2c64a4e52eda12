namespace Hyper.Tool;

/// <summary>The command <c>hyper</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => HyperCommand.Run(arguments, Console.Out, Console.Error);
}
