using System.Text;
using Hyper.Runtime.Files;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>A program that runs to its end, or as far as it gets before it is killed; <c>KillTests</c> starts it.</summary>
internal static class KilledProgram
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Argument = "--survive";

    /// <param name="what">One of <see cref="ResumeCase.All"/>, or <c>Bayesian</c>.</param>
    /// <param name="folder">Where it keeps what it has become.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="result">The file that the result goes to; it is there once the program has come to its end.</param>
    public static async Task<int> RunAsync(string what, string folder, int seed, string result)
    {
        // A line for each report tells whoever is about to kill the program how far it is.
        var progress = new Callback(report => Console.WriteLine(report.Step));
        byte[] bytes;
        if (what == "Bayesian")
        {
            Directory.CreateDirectory(folder);
            using var data = SmallData.Labelled();
            var settings = BayesianSmallNetwork.Settings with { Steps = 150, Trials = 10, Parallelism = 2, Seed = seed };
            using var search = await BayesianSmallNetwork.RunAsync(data, new SearchJournal(Path.Combine(folder, "search.journal")), settings, progress);
            using var saved = new MemoryStream();
            search.Model.Save(saved);
            bytes = [.. saved.ToArray(), .. Encoding.UTF8.GetBytes(string.Join('\n', search.Trials.Select(trial => FormattableString.Invariant($"{trial.ValidationLoss:R} {trial.Steps}"))))];
        }
        else
        {
            var (create, run) = ResumeCase.All[what];
            using var data = create();
            using var tuned = await run(data, new CheckpointFolder(folder) { EverySteps = 50, Every = null }, own => own with { Steps = 1_000, Seed = seed }, progress, default);
            bytes = await ResumeCase.BytesOf(tuned);
        }

        AtomicFile.Write(result, bytes);
        return 0;
    }
}
