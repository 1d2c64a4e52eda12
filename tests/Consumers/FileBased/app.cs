#:package HyperDsl@VERSION
#:package TorchSharp-cpu@TORCHSHARP
#:property HyperDslImplicitUsings=enable

using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using var digits = Digits.Load();
using var data = DataSplits.Random(digits, seed: 1, training: 100, validation: 100, test: 100);
using var result = await TuneBits.RunAsync(data);
Console.WriteLine(result.ValidationLoss > 0 ? "tuned" : "odd");

[HyperModel]
public sealed partial class Bits
{
    [Linear(64, 10)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(pixels);
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
}

[Experiment<Bits>(Steps = 40, Seed = 7)]
public static partial class TuneBits;
