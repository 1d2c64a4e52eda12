// Events, indexers, operators, directives and disabled text around the annotated members.
#define WIDE
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;

#pragma warning disable CS0067

namespace Corpus.Styles;

#region A model
[Serializable]
[HyperModel]
public sealed partial class Members : IDisposable
{
#if WIDE
    private const int Width = 40;
#else
    private const int Width = 20;
#endif

    public event EventHandler? Changed;

    public int this[int index] => index + Width;

    [Obsolete("Kept for a while."), Linear(22, Width)] public partial HyperLinear Hidden { get; }

    [Linear(Width, 2)]
    public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)]
    private partial HyperTensor Decay { get; }

    [Forward]
    private Tensor Predict(Tensor inputs)
    {
#pragma warning disable CS0618
        return Output.forward(relu(Hidden.forward(inputs)));
#pragma warning restore CS0618
    }

    [TrainingLoss]
    Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);

    [ValidationLoss]
    Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    public void Dispose() => GC.SuppressFinalize(new object());
}
#endregion

[Experiment<Members>(Steps = 2)]
public static partial class TuneMembers
{
    public static string Purpose => "a test";
}
