/// <summary>Tunes every hyperparameter of the model in one training run.</summary>
[Experiment<Classifier>(Steps = 1_000, LearningRate = 5e-3, Seed = 1)]
public static partial class Tune;
