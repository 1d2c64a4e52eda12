// Two models and three experiments in one file, without a namespace.
using Hyper.Dsl;
using Hyper.Runtime.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

[HyperModel(Hypernetwork.Linear)]
public sealed partial class Teacher
{
    [Linear(6, 12)] public partial HyperLinear Hidden { get; }
    [Linear(12, 2)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(relu(Hidden.forward(x)));
    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => mse_loss(y, t) + L2(Decay);
    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => mse_loss(y, t);
}

[HyperModel(Hypernetwork.Structured)]
public sealed partial class Student
{
    [Linear(6, 2)] public partial HyperLinear Output { get; }
    [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Unit)] public partial HyperTensor Decay { get; }

    [Forward] private Tensor Predict(Tensor x) => Output.forward(x);
    [TrainingLoss] private Tensor Fit(Tensor y, Tensor t) => l1_loss(y, t) + L1(Decay);
    [ValidationLoss] private Tensor Score(Tensor y, Tensor t) => l1_loss(y, t);
}

[Experiment<Teacher>(Algorithm.Joint)] public static partial class TuneTeacher;

[Experiment<Student>(Algorithm.Joint, Steps = 50)] public static partial class TuneStudent;

[Experiment<Student>(Algorithm.SelfTuning, Steps = 50)] public static partial class TuneStudentAgain;
