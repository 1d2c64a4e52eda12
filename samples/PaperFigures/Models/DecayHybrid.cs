using static TorchSharp.torch;

namespace PaperFigures.Models;

/// <summary>
/// Figure 5 top, one step further: a family for each half of the picture. Two layers whose outputs are added are the one
/// layer of the other models, with the same 7,850 weights.
/// </summary>
[HyperModel(Hypernetwork.Elementwise)]
public sealed partial class DecayHybrid
{
    /// <summary>Inputs of each half.</summary>
    public const int Half = 392;

    [Linear(Half, 10)] public partial HyperLinear Top { get; }

    [Linear(Half, 10, Bias = false, Hypernetwork = Hypernetwork.Structured)] public partial HyperLinear Bottom { get; }

    /// <summary>One for each of the 7,850 weights and biases, from exp(−4).</summary>
    [Hyperparameter(Initial = 0.018315638888734179, Scale = Scale.Log, Per = Per.Weight)]
    public partial HyperTensor WeightDecay { get; }

    [Forward]
    private Tensor Predict(Tensor pixels) => Top.forward(pixels.narrow(1, 0, Half)) + Bottom.forward(pixels.narrow(1, Half, Half));

    [TrainingLoss]
    private Tensor Fit(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean() + L2(WeightDecay);

    [ValidationLoss]
    private static Tensor Score(Tensor outputs, Tensor targets) => (outputs - targets).square().sum([1L]).mean();

    /// <summary>A flat vector of this model in the order of <c>[Linear(784, 10)]</c>.</summary>
    /// <param name="values">One for each weight: those of the top, their biases, those of the bottom.</param>
    public static double[] InOneLayer(double[] values)
    {
        const int Outputs = 10;
        const int Biases = Half * Outputs;
        var one = new double[values.Length];
        for (int output = 0; output < Outputs; output++)
        {
            Array.Copy(values, output * Half, one, output * 2 * Half, Half);
            Array.Copy(values, Biases + Outputs + (output * Half), one, (output * 2 * Half) + Half, Half);
        }

        Array.Copy(values, Biases, one, 2 * Biases, Outputs);
        return one;
    }
}

/// <summary>Learned from antithetic perturbations.</summary>
[Experiment<DecayHybrid>(
    Algorithm.Joint, Steps = 6_000, InnerSteps = 4, HyperSamples = 2, Antithetic = true, LearningRate = 1e-3, HyperLearningRate = 1e-2, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneHybrid;
