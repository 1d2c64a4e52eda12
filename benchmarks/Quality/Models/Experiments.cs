namespace Hyper.Quality;

// Every way that a model is tuned: one class of a model, several experiments. What they do not say is left to the compiler and to the defaults.

[Experiment<ClassTable>]
public static partial class TuneClassTable;

[Experiment<ClassTable>(Algorithm.SelfTuning)]
public static partial class SelfTuneClassTable;

[Experiment<ClassTable>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured)]
public static partial class StructuredTuneClassTable;

[Experiment<ClassTable>(Algorithm.Random, Trials = 20)]
public static partial class RandomClassTable;

[Experiment<ClassTable>(Algorithm.Bayesian, Trials = 20)]
public static partial class BayesianClassTable;

[Experiment<ClassTable>(Algorithm.Hyperband)]
public static partial class HyperbandClassTable;

[Experiment<ClassTableEach>]
public static partial class TuneClassTableEach;

[Experiment<NumberTarget>]
public static partial class TuneNumberTarget;

[Experiment<NumberTarget>(Algorithm.SelfTuning)]
public static partial class SelfTuneNumberTarget;

[Experiment<NumberTarget>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured)]
public static partial class StructuredTuneNumberTarget;

[Experiment<NumberTarget>(Algorithm.Random, Trials = 20)]
public static partial class RandomNumberTarget;

[Experiment<NumberTarget>(Algorithm.Bayesian, Trials = 20)]
public static partial class BayesianNumberTarget;

[Experiment<NumberTarget>(Algorithm.Hyperband)]
public static partial class HyperbandNumberTarget;

[Experiment<NumberTargetEach>]
public static partial class TuneNumberTargetEach;

[Experiment<Clothes>]
public static partial class TuneClothes;

[Experiment<Clothes>(Algorithm.SelfTuning)]
public static partial class SelfTuneClothes;

[Experiment<Clothes>(Algorithm.Joint, Hypernetwork = Hypernetwork.Structured)]
public static partial class StructuredTuneClothes;

[Experiment<Clothes>(Algorithm.Random, Trials = 20)]
public static partial class RandomClothes;

[Experiment<Clothes>(Algorithm.Bayesian, Trials = 20)]
public static partial class BayesianClothes;

[Experiment<Clothes>(Algorithm.Hyperband)]
public static partial class HyperbandClothes;

[Experiment<ClothesEach>]
public static partial class TuneClothesEach;
