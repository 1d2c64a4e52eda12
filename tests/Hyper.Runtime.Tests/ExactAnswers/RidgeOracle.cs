using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// Ridge regression in closed form (exact answers 1 to 3): for the training loss (1/n)‖XW − Y‖² + Σ exp(u)w², the best
/// response w* and the hypergradient of the validation loss (1/m)‖VW − Yᵥ‖² at it. Float64; the bias is a column of ones.
/// </summary>
internal sealed class RidgeOracle : IDisposable
{
    private readonly bool halves;
    private readonly Tensor training;
    private readonly Tensor trainingTargets;
    private readonly Tensor validation;
    private readonly Tensor validationTargets;

    /// <summary>Takes the data.</summary>
    /// <param name="splits">Inputs and targets, Float64.</param>
    /// <param name="halves">
    /// Whether the model is the sum of two layers, each of which sees half of the features, the first with the bias; then
    /// its weights are ordered layer by layer.
    /// </param>
    public RidgeOracle(DataSplits splits, bool halves = false)
    {
        this.halves = halves;
        training = WithOnes(splits.Training.Inputs);
        trainingTargets = splits.Training.Targets.alias().DetachFromDisposeScope();
        validation = WithOnes(splits.Validation.Inputs);
        validationTargets = splits.Validation.Targets.alias().DetachFromDisposeScope();
    }

    private long Features => training.shape[1] - 1;

    private long FirstFeatures => halves ? Features / 2 : Features;

    private long Outputs => trainingTargets.shape[1];

    /// <summary>w*(u) and ∂L_V/∂u, both flat: w* in the order of the model's weights, the hypergradient in that of its hyperparameters.</summary>
    public (Tensor Response, Tensor Hypergradient) Solve(IReadOnlyList<double> u, Per granularity)
    {
        var strengths = Strengths(tensor(u.ToArray()).exp(), granularity);
        var response = zeros(Outputs, Features + 1, dtype: ScalarType.Float64);
        var each = zeros(Outputs, Features + 1, dtype: ScalarType.Float64);
        var gram = training.t().mm(training) * (2.0 / training.shape[0]);
        for (var output = 0; output < Outputs; output++)
        {
            var hessian = gram + diag(strengths[output] * 2);
            var w = linalg.solve(hessian, training.t().mv(trainingTargets.select(1, output)) * (2.0 / training.shape[0]));
            var residual = validation.mv(w) - validationTargets.select(1, output);
            var q = linalg.solve(hessian, validation.t().mv(residual) * (2.0 / validation.shape[0]));
            response[output] = w;
            each[output] = strengths[output] * w * q * -2;
        }

        var hypergradient = granularity switch
        {
            Per.Weight => Flat(each),
            Per.Unit => each.sum(1),
            _ => each.sum().view(1),
        };
        return (Flat(response), hypergradient);
    }

    /// <summary>The gradient of the validation loss with respect to flat weights.</summary>
    public Tensor ValidationGradient(Tensor weights)
    {
        var w = Rows(weights);
        return Flat((validation.t().mm(validation.mm(w.t()) - validationTargets) * (2.0 / validation.shape[0])).t());
    }

    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[training, trainingTargets, validation, validationTargets])
        {
            tensor.Dispose();
        }
    }

    private static Tensor WithOnes(Tensor rows)
    {
        using var one = ones(rows.shape[0], 1, dtype: ScalarType.Float64);
        return cat([rows, one], 1).DetachFromDisposeScope();
    }

    // [outputs, features + 1] from and to the model's own order: the weight, [outputs, features], then the bias; of two
    // layers, the first one's weight, its bias, and the second one's weight, each with half of the features.
    private Tensor Rows(Tensor flat)
    {
        var first = flat.narrow(0, 0, Outputs * FirstFeatures).view(Outputs, FirstFeatures);
        var bias = flat.narrow(0, Outputs * FirstFeatures, Outputs).view(Outputs, 1);
        return halves
            ? cat([first, flat.narrow(0, Outputs * (FirstFeatures + 1), Outputs * FirstFeatures).view(Outputs, FirstFeatures), bias], 1)
            : cat([first, bias], 1);
    }

    private Tensor Flat(Tensor rows)
    {
        var first = rows.narrow(1, 0, FirstFeatures).reshape(-1);
        var bias = rows.narrow(1, Features, 1).reshape(-1);
        return halves ? cat([first, bias, rows.narrow(1, FirstFeatures, FirstFeatures).reshape(-1)]) : cat([first, bias]);
    }

    private Tensor Strengths(Tensor lambda, Per granularity) => granularity switch
    {
        Per.Weight => Rows(lambda),
        Per.Unit => lambda.view(-1, 1).expand(Outputs, Features + 1),
        _ => lambda.view(1, 1).expand(Outputs, Features + 1),
    };
}
