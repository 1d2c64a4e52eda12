using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>
/// A joint step written by hand the way a TorchSharp user would: parameters, autograd through the hypernetwork, TorchSharp's
/// own Adam, one dispose scope a step. What differs between models is written out in the derived classes.
/// </summary>
internal abstract class JointLoop : IDisposable
{
    /// <summary>Hyperparameter samples of a step.</summary>
    protected const int Samples = ExperimentDefaults.HyperSamples;

    /// <summary>Rows of a minibatch.</summary>
    protected const int Rows = ExperimentDefaults.BatchSize;

    private readonly DataSplits data;
    private readonly Device device;
    private readonly Parameter u;
    private readonly Adam hyperOptimizer;
    private Parameter[] response = [];
    private Adam? responseOptimizer;

    /// <summary>Prepares the loop.</summary>
    /// <param name="data">Training and validation rows, of which a copy is moved to the device.</param>
    /// <param name="device">Where everything lives.</param>
    /// <param name="start">The initial unconstrained hyperparameters, [1, n].</param>
    protected JointLoop(DataSplits data, Device device, Tensor start)
    {
        this.data = data.To(device, ScalarType.Float32);
        this.device = device;
        u = new Parameter(start.to(device));
        hyperOptimizer = optim.Adam([u], lr: ExperimentDefaults.HyperLearningRate);
    }

    /// <summary>Runs steps and returns the microseconds that one took.</summary>
    public double Run(int steps)
    {
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            Step();
        }

        if (device.type == DeviceType.CUDA)
        {
            cuda.synchronize();
        }

        return watch.Elapsed.TotalMicroseconds / steps;
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        responseOptimizer?.Dispose();
        hyperOptimizer.Dispose();
        data.Dispose();
        foreach (var parameter in (Parameter[])[u, .. response])
        {
            parameter.Dispose();
        }
    }

    /// <summary>The response's parameters, which the constructor of a derived class creates.</summary>
    protected void Train(params Parameter[] parameters)
    {
        response = parameters;
        responseOptimizer = optim.Adam(parameters, lr: ExperimentDefaults.LearningRate);
    }

    /// <summary>A parameter on the loop's device.</summary>
    protected Parameter Parameter(Tensor start) => new(start.to(device));

    /// <summary>The weights at so many hyperparameters, [S, P].</summary>
    /// <param name="z">[S, n].</param>
    protected abstract Tensor Respond(Tensor z);

    /// <summary>The training loss of S samples' weights, each on its share of the rows.</summary>
    protected abstract Tensor TrainingLoss(Tensor inputs, Tensor targets, Tensor weights, Tensor unconstrained);

    /// <summary>The validation loss of one sample's weights.</summary>
    protected abstract Tensor ValidationLoss(Tensor inputs, Tensor targets, Tensor weights);

    /// <summary>A fully connected layer whose weights are a part of each sample's flat vector, its bias behind them.</summary>
    protected static Tensor Linear(Tensor x, Tensor weights, int offset, int inputs, int outputs)
    {
        var samples = weights.shape[0];
        var weight = weights.narrow(1, offset, inputs * outputs).view(samples, outputs, inputs);
        var bias = weights.narrow(1, offset + (inputs * outputs), outputs);
        return samples == 1
            ? nn.functional.linear(x, weight.squeeze(0), bias.squeeze(0))
            : x.view(samples, -1, inputs).bmm(weight.transpose(1, 2)).add(bias.unsqueeze(1)).view(-1, outputs);
    }

    /// <summary>The squared error of one-hot targets.</summary>
    protected static Tensor SquaredError(Tensor scores, Tensor targets) => (scores - targets).square().sum(1).mean();

    private static (Tensor Inputs, Tensor Targets) Batch(Dataset rows)
    {
        var indices = randint(rows.Count, Rows, dtype: ScalarType.Int64, device: rows.Inputs.device);
        return (rows.Inputs.index_select(0, indices), rows.Targets.index_select(0, indices));
    }

    private void Step()
    {
        var (inputs, targets) = Batch(data.Training);
        var sampled = u.detach() + (randn(Samples, u.shape[1], device: device) * ExperimentDefaults.PerturbationScale);
        var loss = TrainingLoss(inputs, targets, Respond(sampled), sampled);
        responseOptimizer!.zero_grad();
        loss.backward();
        responseOptimizer.step();

        var (validationInputs, validationTargets) = Batch(data.Validation);
        var validationLoss = ValidationLoss(validationInputs, validationTargets, Respond(u));
        hyperOptimizer.zero_grad();
        validationLoss.backward();
        hyperOptimizer.step();
    }
}
