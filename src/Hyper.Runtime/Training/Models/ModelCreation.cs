using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// Creates model instances so that what they draw at random, such as the first values of shared modules, is a function of
/// the seed.
/// </summary>
internal static class ModelCreation
{
    /// <summary>
    /// Creates the instance of a run. Where it has shared modules the library's own generator stays seeded, for what they
    /// draw during the run, such as a dropout's masks; else it is as it was before.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="device">Where the run computes.</param>
    public static TModel ForRun<TModel, TTrained, THyperparameters>(long seed, Device device)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var model = Create<TModel, TTrained, THyperparameters>(seed, model => !model.Context.State.HasModules);
        if (model.Context.State.HasModules && device.type == DeviceType.CUDA)
        {
            torch.cuda.manual_seed_all(seed);
        }

        return model;
    }

    /// <summary>Creates an instance whose state is taken over from another one; the library's generator is as it was before.</summary>
    /// <param name="state">The state.</param>
    public static TModel WithState<TModel, TTrained, THyperparameters>(ModelState state)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        var model = Blank<TModel, TTrained, THyperparameters>();
        model.Context.State.CopyFrom(state);
        return model;
    }

    /// <summary>Creates an instance whose state is to be taken over from elsewhere; the library's generator is as it was before.</summary>
    public static TModel Blank<TModel, TTrained, THyperparameters>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => Create<TModel, TTrained, THyperparameters>(seed: 0, _ => true);

    private static TModel Create<TModel, TTrained, THyperparameters>(long seed, Predicate<TModel> restore)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        lock (LibraryNoise.Gate)
        {
            using var before = LibraryNoise.Read();
            torch.Generator.Default.manual_seed(seed);
            TModel? model = null;
            try
            {
                model = TModel.Create();
                UnmarkedModules.Refuse(model);
                return model;
            }
            finally
            {
                if (model is null || restore(model))
                {
                    LibraryNoise.Restore(before);
                }
            }
        }
    }
}
