using System.Globalization;
using Hyper.Runtime.Tests.Models;
using TorchSharp;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A program that does the same many times and says what it holds ten times on its way; <c>EnduranceTests</c> starts it.</summary>
internal static class EnduringProgram
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Argument = "--endure";

    private const int Reports = 10;

    /// <param name="what"><c>steps</c>, <c>runs</c> or <c>trials</c>; <c>searches</c> for searches beside a thread that allocates without pause.</param>
    /// <param name="count">How many.</param>
    public static async Task<int> RunAsync(string what, int count)
    {
        using var data = SmallData.Labelled();
        if (what == "steps")
        {
            // Over so many steps on sixty rows the strengths of penalties would go on for ever.
            var settings = TuneSmallNetwork.Settings with { Steps = count, ReportEvery = count / Reports, HealthChecks = 0, HyperLearningRate = 1e-5 };
            using var result = await TuneSmallNetwork.RunAsync(data, settings, new Callback(_ => Say()));
        }
        else if (what == "runs")
        {
            for (var i = 1; i <= count; i++)
            {
                using (await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Seed = i }))
                {
                }

                SayWhenDue(i);
            }
        }
        else if (what == "searches")
        {
            await SearchAsync(data, count);
        }
        else
        {
            var settings = RandomSmallNetwork.Settings with { Trials = count, Steps = 100 };
            using var search = await RandomSmallNetwork.RunAsync(data, settings, new Callback(report => SayWhenDue(report.Step)));
        }

        return 0;

        void SayWhenDue(int done)
        {
            if (done % (count / Reports) == 0)
            {
                Say();
            }
        }
    }

    // Sums of tensors in user code, under autograd and compiled: each has a number that TorchSharp keeps nothing alive of.
    private static async Task SearchAsync(DataSplits data, int count)
    {
        var isOver = false;
        var allocating = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                GC.KeepAlive(new byte[1_000]);
            }
        });
        allocating.Start();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var settings = RandomSmallNetwork.Settings with { Trials = 10, Steps = 600, Parallelism = 2, Seed = i, UsesAutograd = i % 2 == 0 };
                using var search = await RandomSmallNetwork.RunAsync(data, settings);
                if (search.Trials.FirstOrDefault(trial => trial.Status != TrialStatus.Completed) is { } failed)
                {
                    throw new InvalidOperationException(failed.Failure);
                }
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            allocating.Join();
        }
    }

    private static void Say()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{torch.Tensor.TotalCount} {Environment.WorkingSet}"));
    }
}
