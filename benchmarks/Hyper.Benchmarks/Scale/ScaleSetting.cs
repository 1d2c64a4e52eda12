namespace Hyper.Benchmarks;

/// <summary>A model of one layer with a hyperparameter for each weight.</summary>
/// <param name="Family">Its response family.</param>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="RunAsync">Tunes, and returns how long the steps took.</param>
internal sealed record ScaleSetting(string Family, int Inputs, int Outputs, Func<DataSplits, ExperimentSettings, Task<TimeSpan>> RunAsync)
{
    public static IReadOnlyList<ScaleSetting> All { get; } =
    [
        new("Elementwise", 99, 10, async (data, settings) => Elapsed(await TuneElementwiseThousand.RunAsync(data, settings))),
        new("Elementwise", 999, 10, async (data, settings) => Elapsed(await TuneElementwiseTenThousand.RunAsync(data, settings))),
        new("Elementwise", 999, 100, async (data, settings) => Elapsed(await TuneElementwiseHundredThousand.RunAsync(data, settings))),
        new("Elementwise", 9_999, 100, async (data, settings) => Elapsed(await TuneElementwiseMillion.RunAsync(data, settings))),
        new("Elementwise", 9_999, 1_000, async (data, settings) => Elapsed(await TuneElementwiseTenMillion.RunAsync(data, settings))),
        new("Factorized", 99, 10, async (data, settings) => Elapsed(await TuneFactorizedThousand.RunAsync(data, settings))),
        new("Factorized", 999, 10, async (data, settings) => Elapsed(await TuneFactorizedTenThousand.RunAsync(data, settings))),
        new("Factorized", 999, 100, async (data, settings) => Elapsed(await TuneFactorizedHundredThousand.RunAsync(data, settings))),
        new("Factorized", 9_999, 100, async (data, settings) => Elapsed(await TuneFactorizedMillion.RunAsync(data, settings))),
        new("Factorized", 9_999, 1_000, async (data, settings) => Elapsed(await TuneFactorizedTenMillion.RunAsync(data, settings))),
    ];

    /// <summary>Weights, and as many hyperparameters.</summary>
    public long Count => (Inputs + 1L) * Outputs;

    private static TimeSpan Elapsed<TModel, TTrained, THyperparameters>(TuningResult<TModel, TTrained, THyperparameters> result)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using (result)
        {
            return result.Elapsed;
        }
    }
}
