using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Results;

namespace Hyper.Runtime.Search.Trials;

/// <summary>Keeps the model of the best trial so far, and disposes of the others.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <typeparam name="THyperparameters">The record of natural values.</typeparam>
internal sealed class BestTrial<TTrained, THyperparameters> : IDisposable
    where TTrained : TrainedModel
    where THyperparameters : IHyperparameters<THyperparameters>
{
    private readonly Lock gate = new();
    private (double Loss, int Trial) rank = (double.PositiveInfinity, int.MaxValue);
    private TrainingResult<TTrained, THyperparameters>? result;

    /// <summary>Takes a trial's result over. Of equal losses the earlier trial's is the better one, whichever ends first.</summary>
    public void Offer(TrainingResult<TTrained, THyperparameters> offered, int trial)
    {
        lock (gate)
        {
            var offeredRank = (offered.ValidationLoss, trial);
            if (double.IsFinite(offered.ValidationLoss) && (offeredRank.CompareTo(rank) < 0 || (result is null && trial == rank.Trial)))
            {
                result?.Dispose();
                (rank, result) = (offeredRank, offered);
            }
            else
            {
                offered.Dispose();
            }
        }
    }

    /// <summary>Takes note of a trial whose record alone is known.</summary>
    public void Note(TrialRecord record)
    {
        lock (gate)
        {
            if (record.ValidationLoss is { } loss && (loss, record.Specification.Trial).CompareTo(rank) < 0)
            {
                result?.Dispose();
                (rank, result) = ((loss, record.Specification.Trial), null);
            }
        }
    }

    /// <summary>The best trial, where its record alone is known; else null.</summary>
    public int? Missing
    {
        get
        {
            lock (gate)
            {
                return result is null && rank.Trial != int.MaxValue ? rank.Trial : null;
            }
        }
    }

    /// <summary>The best result, which the caller disposes of from now on; null where no trial had a finite loss.</summary>
    public TrainingResult<TTrained, THyperparameters>? HandOver()
    {
        lock (gate)
        {
            var best = result;
            result = null;
            return best;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => result?.Dispose();
}
