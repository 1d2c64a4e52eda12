using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PaperFigures.Figures;

/// <summary>
/// The paper's middle contestant of figure 8, in plain TorchSharp: a hypernetwork of 50 hidden units that sees no other
/// hyperparameters than a fixed set.
/// </summary>
internal sealed class FixedSetHypernetwork : IDisposable
{
    private const int Hidden = 50;
    private const double Rate = 1e-3;

    // Nearly straight at first, and silent: what 25 points do not say anything about stays as it began. With the usual
    // initialisation, random functions of λ remain between the points, and the errors are several times as large.
    private const double HiddenScale = 0.1;

    private readonly nn.Module<Tensor, Tensor> network;

    private FixedSetHypernetwork(int inputs, long weights)
    {
        Linear hidden = nn.Linear(inputs, Hidden);
        Linear output = nn.Linear(Hidden, weights);
        using (no_grad())
        {
            hidden.weight.mul_(HiddenScale);
            output.weight.zero_();
            output.bias!.zero_();
        }

        network = nn.Sequential(hidden, nn.ReLU(), output);
    }

    /// <summary>Trains on all rows and all of the set in each step.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="set">Coordinates, [N, outputs]: an L2 strength for each output's weights and bias.</param>
    /// <param name="steps">Steps of Adam.</param>
    /// <param name="seed">Decides what it starts from.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    public static FixedSetHypernetwork Train(Dataset rows, Tensor set, int steps, int seed, CancellationToken cancellation)
    {
        manual_seed(seed);
        long outputs = rows.Targets.shape[1];
        long inputs = rows.Inputs.shape[1];
        var trained = new FixedSetHypernetwork((int)outputs, (inputs + 1) * outputs);
        using var optimizer = optim.Adam(trained.network.parameters(), Rate);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, steps);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor flat = trained.network.forward(set);
            Tensor weights = flat.narrow(1, 0, inputs * outputs).view(-1, outputs, inputs);
            Tensor biases = flat.narrow(1, inputs * outputs, outputs);
            Tensor errors = rows.Inputs.unsqueeze(0).matmul(weights.transpose(1, 2)) + biases.unsqueeze(1) - rows.Targets;
            Tensor penalty = set.exp() * (weights.square().sum([2L]) + biases.square());
            Tensor loss = errors.square().sum([2L]).mean() + penalty.sum([1L]).mean();
            loss.backward();
            optimizer.step();
            schedule.step();
        }

        return trained;
    }

    /// <summary>The weights that it answers with.</summary>
    /// <param name="coordinates">A coordinate for each output.</param>
    public double[] At(double[] coordinates)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return network.forward(tensor(coordinates, dtype: ScalarType.Float32).view(1, -1)).to(ScalarType.Float64).view(-1).data<double>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
