// Targets are inputs: a dense autoencoder with input noise.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus;

[HyperModel(Hypernetwork.Linear)]
public partial class Autoencoder
{
    [Linear(64, 16)] public partial HyperLinear Encoder { get; }
    [Linear(16, 64)] public partial HyperLinear Decoder { get; }

    [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Noise { get; }
    [Hyperparameter(Initial = 1e-5, Scale = Scale.Log)] public partial HyperTensor Sparsity { get; }

    [Forward] protected Tensor Reconstruct(Tensor pixels) => torch.sigmoid(Decoder.forward(Encode(AddNoise(pixels, Noise))));

    [TrainingLoss] protected Tensor Fit(Tensor reconstruction, Tensor pixels) => mse_loss(reconstruction, pixels) + L1(Sparsity);

    [ValidationLoss] protected Tensor Score(Tensor reconstruction, Tensor pixels) => mse_loss(reconstruction, pixels);

    private Tensor Encode(Tensor pixels) => tanh(Encoder.forward(pixels));
}

[Experiment<Autoencoder>(Algorithm.Implicit, Solver = Solver.Neumann, NeumannRate = 0.05, SolverSteps = 20, WarmStart = false)]
public static partial class TuneAutoencoder;

[Experiment<Autoencoder>(Algorithm.Bayesian, Trials = 20, Kernel = Kernel.Rbf)]
public static partial class ModelAutoencoder;
