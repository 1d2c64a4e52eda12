// A generic base class, a generic interface with a static member, and generic helpers around a model.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System;
using System.Collections.Generic;

namespace Corpus.Styles;

public interface INamed<TSelf>
    where TSelf : INamed<TSelf>
{
    static abstract string Title { get; }
}

public abstract class Network<TInput, TOutput>
    where TInput : class
    where TOutput : class
{
    private readonly List<(TInput Input, TOutput Output)> _seen = [];

    protected TOutput Remember(TInput input, TOutput output)
    {
        _seen.Add((input, output));
        return output;
    }
}

[HyperModel(Hypernetwork.Linear)]
public sealed partial class GenericBase : Network<Tensor, Tensor>, INamed<GenericBase>, IEquatable<GenericBase>
{
    public static string Title => "a title";

    [Linear(12, 9)] public partial HyperLinear Hidden { get; }
    [Linear(9, 3)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    public bool Equals(GenericBase? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => Equals(obj as GenericBase);

    public override int GetHashCode() => Describe<GenericBase>().Length;

    [Forward] private Tensor Predict(Tensor x) => Remember(x, Output.forward(tanh(Hidden.forward(x))));
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    private static string Describe<T>()
        where T : INamed<T>
        => T.Title;
}

[Experiment<GenericBase>(Algorithm.Joint, Steps = 100)]
public static partial class TuneGenericBase;
