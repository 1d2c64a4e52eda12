// A recurrent layer that starts from another one's state.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Series;

[HyperModel(Hypernetwork.Structured)]
public sealed partial class EncoderDecoderLstm
{
    [Lstm(2, 12, Bias = false)] public partial HyperLstm Encoder { get; }
    [Lstm(2, 12)] public partial HyperLstm Decoder { get; }
    [Linear(12, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-4, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.05, Scale = Scale.Log)] public partial HyperTensor Noise { get; }

    [Forward]
    private Tensor Predict(Tensor series)
    {
        var past = series.narrow(1, 0, 10);
        var future = series.narrow(1, 10, 5);
        var summary = Encoder.forward(AddNoise(past, Noise));
        var decoded = Decoder.forward(future, (summary.Hidden, summary.Cell));
        return Output.forward(decoded.Outputs);
    }

    [TrainingLoss] private Tensor Fit(Tensor forecast, Tensor actual) => mse_loss(forecast, actual) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor forecast, Tensor actual) => mse_loss(forecast, actual);
}

[Experiment<EncoderDecoderLstm>(Algorithm.Joint, Antithetic = true, HyperSamples = 2)]
public static partial class TuneEncoderDecoder;
