// Records, enums, interfaces and generics around a model that have nothing to do with it.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

using System.Collections.Generic;
using System.Linq;

namespace Corpus.Styles;

public interface IScorer
{
    string Describe();
}

public enum Stage { Raw, Clean }

public sealed record Sample<T>(T Value, Stage Stage) where T : notnull;

public readonly record struct Interval(double Min, double Max)
{
    public double Middle => (Min + Max) / 2;
}

public abstract class Pipeline<TIn, TOut>
{
    public abstract TOut Apply(TIn input);
}

[HyperModel(Hypernetwork.Factorized)]
public sealed partial class RecordsNearby : IScorer
{
    private readonly List<Sample<string>> _notes = [];

    [Linear(6, 6)] public partial HyperLinear Hidden { get; }
    [Linear(6, 2)] public partial HyperLinear Output { get; }

    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Count = 1)] public partial HyperTensor Decay { get; }
    [Hyperparameter(Initial = 0.5, Max = 2)] public partial HyperTensor Temperature { get; }

    public string Describe() => string.Join(", ", _notes.Where(note => note.Stage == Stage.Clean).Select(note => note.Value));

    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits * Temperature.ColumnFor(logits), labels) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    private sealed class Doubling : Pipeline<int, Interval>
    {
        public override Interval Apply(int input) => new(input, 2 * input);
    }
}

[Experiment<RecordsNearby>]
public static partial class TuneRecordsNearby;
