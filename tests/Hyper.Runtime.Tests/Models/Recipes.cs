using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Models;

// The models of docs/recipes.md that do more than the compiler can tell.

[HyperModel]
public sealed partial class VariationalAutoencoder
{
    private const int Latent = 4;

    [Linear(64, 32)] public partial HyperLinear Encoder { get; }
    [Linear(32, 2 * Latent)] public partial HyperLinear Posterior { get; }
    [Linear(Latent, 32)] public partial HyperLinear Decoder { get; }
    [Linear(32, 64)] public partial HyperLinear Pixels { get; }

    [Hyperparameter(Initial = 1, Min = 0.1, Max = 3, Scale = Scale.Log)]
    public partial HyperTensor Noise { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    public partial HyperTensor OfPrior { get; }

    [Forward]
    private Tensor Reconstruct(Tensor pixels)
    {
        var posterior = Posterior.forward(relu(Encoder.forward(pixels)));
        var mean = posterior.narrow(1, 0, Latent);
        var logVariance = posterior.narrow(1, Latent, Latent);
        var z = mean + (exp(0.5 * logVariance) * AddNoise(zeros_like(mean), Noise));
        return cat([Pixels.forward(relu(Decoder.forward(z))), posterior], 1);
    }

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor pixels) => Reconstruction(outputs, pixels) + Weigh(Divergence(outputs), OfPrior);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor pixels) => Reconstruction(outputs, pixels);

    private static Tensor Reconstruction(Tensor outputs, Tensor pixels) => mse_loss(outputs.narrow(1, 0, 64), pixels);

    private static Tensor Divergence(Tensor outputs)
    {
        var mean = outputs.narrow(1, 64, Latent);
        var logVariance = outputs.narrow(1, 64 + Latent, Latent);
        return -0.5 * (1 + logVariance - mean.square() - exp(logVariance)).sum(1);
    }
}

[Experiment<VariationalAutoencoder>(Algorithm.Joint, Steps = 300, Seed = 7)]
public static partial class TuneVariationalAutoencoder;

[HyperModel]
public sealed partial class TiedAutoencoder
{
    [Linear(64, 16)] public partial HyperLinear Encoder { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Reconstruct(Tensor pixels) => linear(tanh(Encoder.forward(pixels)), Encoder.weight.t());

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor pixels) => mse_loss(outputs, pixels) + L2(WeightDecay);

    [ValidationLoss]
    private Tensor Score(Tensor outputs, Tensor pixels) => mse_loss(outputs, pixels);
}

[Experiment<TiedAutoencoder>(Algorithm.Joint, HyperSamples = 1, Steps = 300, Seed = 7)]
public static partial class TuneTiedAutoencoder;
