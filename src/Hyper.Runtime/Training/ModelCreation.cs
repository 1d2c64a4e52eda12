using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Training;

/// <summary>
/// Creates model instances so that what they draw at random, such as the first values of shared modules, is a function of
/// the seed.
/// </summary>
internal static class ModelCreation
{
    private static readonly Lock gate = new();

    /// <summary>Creates an instance; the library's own generator is seeded for the time being and then restored.</summary>
    /// <param name="seed">The run's seed.</param>
    public static TModel Create<TModel, TTrained, THyperparameters>(long seed)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        // That generator is the process's own, and runs may start at once.
        lock (gate)
        {
            using var scope = torch.NewDisposeScope();
            using var before = torch.Generator.Default.get_state();
            torch.Generator.Default.manual_seed(seed);
            try
            {
                return TModel.Create();
            }
            finally
            {
                torch.Generator.Default.set_state(before);
            }
        }
    }
}
