// A model in a class in a record in an interface's namespace, beside its experiment.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Corpus.Styles
{
    namespace Deeper
    {
        public partial record Study(string Name)
        {
            public partial class Part
            {
                public const int Inputs = 9;

                [HyperModel]
                internal sealed partial class Nested
                {
                    [Linear(Inputs, 6)] internal partial HyperLinear Hidden { get; }
                    [Linear(6, 1)] internal partial HyperLinear Output { get; }
                    [Hyperparameter(Initial = 1e-2, Scale = Scale.Log, Per = Per.Layer)] internal partial HyperTensor Ridge { get; }

                    [Forward] private Tensor Predict(Tensor x) => Output.forward(tanh(Hidden.forward(x)));
                    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + L2(Ridge);
                    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
                }

                [Experiment<Nested>(Algorithm.Implicit)]
                internal static partial class Tune;
            }
        }

        public partial struct Other
        {
            public int Number;
        }
    }
}
