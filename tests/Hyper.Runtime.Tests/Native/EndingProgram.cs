using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Native;

/// <summary>A program that ends while a run goes on; <c>ProcessEndTests</c> starts it.</summary>
internal static class EndingProgram
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Argument = "--end";

    /// <param name="how"><c>return</c>, <c>exit</c>, <c>search</c>, or <c>handler</c> for a progress handler that ends the program.</param>
    public static async Task<int> RunAsync(string how)
    {
        using var data = SmallData.Labelled();
        var begun = new TaskCompletionSource();
        var progress = new Callback(_ =>
        {
            if (how == "handler")
            {
                Environment.Exit(5);
            }

            begun.TrySetResult();
        });
        Task run = how == "search"
            ? RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Trials = 100_000, Steps = 50 }, progress)
            : TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 100_000_000, ReportEvery = 5 }, progress);
        await Task.WhenAny(begun.Task, run).ConfigureAwait(false);
        if (how is "exit" or "search")
        {
            Environment.Exit(3);
        }

        return 4;
    }
}
