using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>
/// The same joint step as <see cref="FigureFive"/>, written by hand the way a TorchSharp user would: parameters, autograd
/// through the hypernetwork, TorchSharp's own Adam, one dispose scope a step.
/// </summary>
internal sealed class HandWrittenFigureFive : IDisposable
{
    private const int Inputs = 784;
    private const int Outputs = 10;
    private const int Weights = (Inputs * Outputs) + Outputs;
    private const int Rank = 10;
    private const int Samples = 2;
    private const int Rows = 100;
    private const double Scale = ExperimentDefaults.PerturbationScale;

    private readonly DataSplits data;
    private readonly Parameter u = new(full(1, Weights, Math.Log(0.018)));
    private readonly Parameter w1 = new(randn(Rank, Weights) / Math.Sqrt(Weights));
    private readonly Parameter b1 = new(zeros(Rank));
    private readonly Parameter w2 = new(randn(Weights, Rank) * 1e-4);
    private readonly Parameter b2 = new((rand(Weights) - 0.5) * (2 / Math.Sqrt(Inputs)));
    private readonly Adam responseOptimizer;
    private readonly Adam hyperOptimizer;

    public HandWrittenFigureFive(DataSplits data)
    {
        this.data = data;
        responseOptimizer = optim.Adam([w1, b1, w2, b2], lr: ExperimentDefaults.LearningRate);
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

        return watch.Elapsed.TotalMicroseconds / steps;
    }

    public void Dispose()
    {
        responseOptimizer.Dispose();
        hyperOptimizer.Dispose();
        foreach (var parameter in (Parameter[])[u, w1, b1, w2, b2])
        {
            parameter.Dispose();
        }
    }

    private static (Tensor Inputs, Tensor Targets) Batch(Dataset rows)
    {
        var indices = randint(rows.Count, Rows, dtype: ScalarType.Int64);
        return (rows.Inputs.index_select(0, indices), rows.Targets.index_select(0, indices));
    }

    private void Step()
    {
        var (inputs, targets) = Batch(data.Training);
        var sampled = u.detach() + (randn(Samples, Weights) * Scale);
        var response = Respond(sampled);
        var outputs = inputs.view(Samples, Rows / Samples, Inputs)
            .bmm(response.narrow(1, 0, Inputs * Outputs).view(Samples, Outputs, Inputs).transpose(1, 2))
            .add(response.narrow(1, Inputs * Outputs, Outputs).unsqueeze(1))
            .view(Rows, Outputs);
        var loss = (outputs - targets).square().sum(1).mean() + ((sampled.exp() * response.square()).sum() / Samples);
        responseOptimizer.zero_grad();
        loss.backward();
        responseOptimizer.step();

        var (validationInputs, validationTargets) = Batch(data.Validation);
        var weights = Respond(u).view(Weights);
        var scores = nn.functional.linear(
            validationInputs, weights.narrow(0, 0, Inputs * Outputs).view(Outputs, Inputs), weights.narrow(0, Inputs * Outputs, Outputs));
        var validationLoss = (scores - validationTargets).square().sum(1).mean();
        hyperOptimizer.zero_grad();
        validationLoss.backward();
        hyperOptimizer.step();
    }

    private Tensor Respond(Tensor z) => nn.functional.linear(nn.functional.linear(z, w1, b1), w2, b2);
}
