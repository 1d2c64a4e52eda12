using Hyper.Runtime.Data;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Course;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Search.Trials;

/// <summary>
/// How many trials run at a time, and how many threads each has. The threads do not depend on the former: they decide how
/// numbers are summed.
/// </summary>
/// <param name="Parallelism">Trials at a time.</param>
/// <param name="Threads">Threads of each; 0 for libtorch's own number.</param>
internal sealed record TrialBudget(int Parallelism, int Threads)
{
    /// <summary>The budget of a search.</summary>
    public static TrialBudget Of<TModel, TTrained, THyperparameters>(DataSplits splits, ExperimentSettings settings)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var place = RunPlace.Of(settings);
        var rows = Math.Min(settings.BatchSize, splits.Training.Count);
        var onOne = settings.Threads == 1
            || (settings.Threads == 0 && ThreadBudget.WantsOneThread(ThreadBudget.WorkOf(TModel.Weights, rows, splits.Training.Layout)));
        var threads = onOne ? 1 : settings.Threads;
        if (HasModules<TModel, TTrained, THyperparameters>(place.Device))
        {
            // What shared modules draw comes from the library's own generator, which trials would share.
            return new TrialBudget(1, threads);
        }

        var chosen = onOne && place.Device.type == DeviceType.CPU ? Environment.ProcessorCount : 1;
        if (settings.Parallelism > 0)
        {
            return new TrialBudget(settings.Parallelism, threads);
        }

        var numbers = RunData.Copied(splits.Training, place, settings.BatchSize) + RunData.Copied(splits.Validation, place, int.MaxValue);
        var forecast = MemoryForecast.OfTraining(TModel.Weights.WeightCount, numbers, place.Type);
        return new TrialBudget(Math.Min(chosen, forecast.TimesIn(AvailableMemory.Read())), threads);
    }

    private static bool HasModules<TModel, TTrained, THyperparameters>(Device device)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var context = ModelCreation.ForRun<TModel, TTrained, THyperparameters>(seed: 0, device).Context;
        return context.State.HasModules;
    }
}
