// Keywords for names of everything.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace @namespace.@class;

[HyperModel]
public sealed partial class @event
{
    [Linear(5, 4)] public partial HyperLinear @in { get; }
    [Linear(4, 3)] public partial HyperLinear @out { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor @params { get; }
    [Hyperparameter(Initial = 0.2, Min = 0, Max = 1)] public partial HyperTensor @float { get; }

    [Forward] private Tensor @do(Tensor @this) => @out.forward(Drop(relu(@in.forward(@this)), @float));
    [TrainingLoss] private Tensor @try(Tensor @return, Tensor @case) => cross_entropy(@return, @case) + L2(@params);
    [ValidationLoss] private Tensor @catch(Tensor @return, Tensor @case) => cross_entropy(@return, @case);
}

[Experiment<@event>]
public static partial class @static;
