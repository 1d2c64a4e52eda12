using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Study;
using Hyper.Runtime;
using Hyper.Runtime.Spaces;

namespace Hyper.App.Running.Outcome;

/// <summary>The trials of a search as a study of Optuna's, in its run folder.</summary>
internal static class SearchStudy
{
    /// <summary>Writes the study of the trials that have ended; none where there is no trial.</summary>
    /// <param name="folder">The run folder, with its journal.</param>
    /// <param name="space">The hyperparameters.</param>
    /// <returns>Why there is no study, in a sentence; null where there is one, or no trial.</returns>
    public static string? Write(RunFolder folder, HyperparameterSpace space)
    {
        try
        {
            var run = RunFolderReader.Read(folder.Path);
            if (run.Trials.Count > 0)
            {
                // Scales and bounds are those of the search, also where it did not come to its end and has no tuned values.
                var hyperparameters = RunOutcome.Hyperparameters(space, space.ToNatural(space.InitialUnconstrained()));
                OptunaStudy.Write(folder.PathOf(RunFiles.Study), run.Name, run.Trials, hyperparameters, run.Run.Started);
            }

            return null;
        }
        catch (HyperDslException problem)
        {
            return $"There is no study in the folder: {problem.Message}";
        }
    }
}
