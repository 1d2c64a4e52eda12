using System.CommandLine;
using Hyper.App;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Commands;
using Hyper.Cluster.Workers;

namespace Hyper.Cluster.Tests.Support;

/// <summary>The program that a user would write, with the tool's command <c>cluster</c> beside it.</summary>
internal static class TestProgram
{
    /// <summary>How it is started.</summary>
    public static ProgramStart Start { get; } = ProgramStart.Of(typeof(TestProgram).Assembly.Location);

    private static Task<int> Main(string[] arguments) => arguments is ["cluster", ..]
        ? new RootCommand { ClusterCommand.Create() }.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) })
        : HyperApp.RunAsync(arguments, new HyperAppOptions { Data = TestData.Load, Carrier = new HyperCluster() });
}
