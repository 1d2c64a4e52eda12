using System.CommandLine;
using Hyper.App;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Commands;

namespace Hyper.Cluster.Tests.Support;

/// <summary>Command lines, in this process.</summary>
internal static class Cli
{
    /// <summary>The program of a user.</summary>
    /// <param name="carrier">Who carries its trials.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<Said> RunAsync(HyperCluster carrier, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HyperApp.RunAsync(
            arguments, new HyperAppOptions { Data = TestData.Load, Name = "app", Output = TextWriter.Synchronized(output), Errors = TextWriter.Synchronized(errors), Carrier = carrier });
        return new Said(code, output.ToString(), errors.ToString());
    }

    /// <summary>The same, and wants it done.</summary>
    public static async Task DoAsync(HyperCluster carrier, params string[] arguments)
    {
        var said = await RunAsync(carrier, arguments);
        Assert.True(said.Code == 0, $"{said.Code}: {said.Errors}{said.Output}");
    }

    /// <summary>The command <c>cluster</c>.</summary>
    public static async Task<Said> ClusterAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await new RootCommand { ClusterCommand.Create() }.Parse(["cluster", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Synchronized(output), Error = TextWriter.Synchronized(errors) });
        return new Said(code, output.ToString(), errors.ToString());
    }
}

/// <summary>What a command said.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record Said(int Code, string Output, string Errors);
