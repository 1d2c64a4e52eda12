// Regression over a series, with a robust loss.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Series;

[HyperModel(Hypernetwork.Mlp, HiddenUnits = 8)]
public sealed partial class GruForecast
{
    [Gru(3, 16)] internal partial HyperGru State { get; }
    [Linear(16, 1)] internal partial HyperLinear Next { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Prior = Prior.LogUniform, PriorMin = 1e-6, PriorMax = 1)]
    internal partial HyperTensor Ridge { get; }

    [Hyperparameter(Initial = 0.01, Scale = Scale.Log, PriorDeviation = 1)]
    internal partial HyperTensor Jitter { get; }

    [Forward]
    private Tensor Forecast(Tensor series)
    {
        var noisy = AddNoise(series, Jitter);
        var state = State.forward(noisy).Hidden;
        return Next.forward(state);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor forecast, Tensor actual) => smooth_l1_loss(forecast, actual) + L2(Ridge);

    [ValidationLoss]
    private Tensor Score(Tensor forecast, Tensor actual) => mse_loss(forecast, actual);
}

[Experiment<GruForecast>(Algorithm.Global, Steps = 2_000, HyperSteps = 300, HyperSamples = 4)]
public static partial class TuneForecast;

[Experiment<GruForecast>(Algorithm.SuccessiveHalving, Reduction = 3)]
public static partial class HalveGruForecast;
