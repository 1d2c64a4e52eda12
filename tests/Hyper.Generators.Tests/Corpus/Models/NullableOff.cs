// A project without nullable annotations. // project: nullable off
using System;
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Corpus.Styles
{
    [HyperModel(Hypernetwork.Linear)]
    public partial class NullableOff
    {
        private string name = null;

        [Linear(8, 4)]
        public partial HyperLinear Output { get; }

        [Hyperparameter(Initial = 0.001, Scale = Scale.Log)]
        public partial HyperTensor Decay { get; }

        public string Name { get { return name ?? "none"; } set { name = value; } }

        [Forward]
        public torch.Tensor Predict(torch.Tensor inputs)
        {
            if (inputs is null) throw new ArgumentNullException(nameof(inputs));
            return Output.forward(inputs);
        }

        [TrainingLoss]
        public torch.Tensor Fit(torch.Tensor outputs, torch.Tensor targets)
        {
            return F.mse_loss(outputs, targets) + L2(Decay);
        }

        [ValidationLoss]
        public torch.Tensor Score(torch.Tensor outputs, torch.Tensor targets)
        {
            return F.mse_loss(outputs, targets);
        }
    }

    [Experiment<NullableOff>(Algorithm.Joint)]
    public static partial class TuneNullableOff
    {
    }
}
