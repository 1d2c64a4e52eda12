/// <summary>Tunes every hyperparameter of the model in one training run.</summary>
[Experiment<Classifier>(Steps = 1_000, Seed = 1)]
public static partial class Tune;
