namespace Hyper.Dsl;

/// <summary>
/// Marks a partial property of type <c>HyperTensor</c> as a hyperparameter to tune. Only the forward method and the
/// training loss may read it.
/// </summary>
/// <remarks>
/// <see cref="Initial"/>, <see cref="Min"/> and <see cref="Max"/> are natural values, the ones a user reads; the run
/// moves an unconstrained coordinate that <see cref="Scale"/> and the bounds define.
/// </remarks>
/// <example>
/// <code>
/// [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)]
/// public partial HyperTensor WeightDecay { get; }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class HyperparameterAttribute : Attribute
{
    /// <summary>
    /// Whose the hyperparameter is: <see cref="Optimizer.None"/>, the default, for one that the model reads, or the number of the inner optimizer
    /// that it takes the place of. Such a one is a single value that no method of the model reads;
    /// <see cref="Algorithm.Unrolled"/> and <see cref="Algorithm.OnePass"/> tune it, and every ordinary training at a point has it.
    /// </summary>
    public Optimizer Of { get; set; } = Optimizer.None;

    /// <summary>
    /// The value that tuning starts from, strictly between the bounds. Where both bounds are given it is their midpoint on
    /// the scale by default; elsewhere it has to be written.
    /// </summary>
    public double Initial { get; set; } = double.NaN;

    /// <summary>The lower bound, never reached; none by default. Above zero on <see cref="Scale.Log"/>.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The upper bound, never reached; none by default. Above zero on <see cref="Scale.Log"/>.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>The scale on which the value is searched. <see cref="Scale.Linear"/> by default.</summary>
    public Scale Scale { get; set; } = Scale.Linear;

    /// <summary>
    /// How many values there are, in terms of the model's weights. Not together with <see cref="Count"/>.
    /// <see cref="Per.Scalar"/> by default.
    /// </summary>
    public Per Per { get; set; } = Per.Scalar;

    /// <summary>
    /// The number of values where it has nothing to do with the weights: at least 1. Not together with <see cref="Per"/>, but
    /// for <see cref="Per.Example"/>, which needs the number of rows of the training split. 1 by default.
    /// </summary>
    public int Count { get; set; } = 1;

    /// <summary>
    /// What <see cref="Algorithm.Global"/> and searches draw each value from. <see cref="Prior.Normal"/> by default.
    /// </summary>
    public Prior Prior { get; set; } = Prior.Normal;

    /// <summary>
    /// Standard deviation of <see cref="Prior.Normal"/>, in the unconstrained coordinate: above 0. Its mean is
    /// <see cref="Initial"/>. 1.5 by default.
    /// </summary>
    public double PriorDeviation { get; set; } = ExperimentDefaults.PriorDeviation;

    /// <summary>
    /// Lower end of <see cref="Prior.Uniform"/> and <see cref="Prior.LogUniform"/>, a natural value from <see cref="Min"/>
    /// up; <see cref="Min"/> itself by default.
    /// </summary>
    public double PriorMin { get; set; } = double.NaN;

    /// <summary>
    /// Upper end of <see cref="Prior.Uniform"/> and <see cref="Prior.LogUniform"/>, a natural value up to <see cref="Max"/>;
    /// <see cref="Max"/> itself by default.
    /// </summary>
    public double PriorMax { get; set; } = double.NaN;

    /// <summary>
    /// Whether the values are whole numbers, from <see cref="Min"/> to <see cref="Max"/> with both: a model reads them
    /// rounded, and the run tunes, and feeds to the hypernetwork, a continuous coordinate. <see langword="false"/> by
    /// default.
    /// </summary>
    public bool Discrete { get; set; }

    /// <summary>
    /// The precision κ of a Gaussian hyperprior on the unconstrained coordinate u, about that of <see cref="Initial"/>: each
    /// value adds ½κ(u − u₀)² to the outer loss, so that what the validation data say little about stays near where it
    /// started. 0, the default, for none.
    /// </summary>
    public double Hyperprior { get; set; }

    /// <summary>
    /// How far a step moves the unconstrained coordinate, in terms of what the experiment's learning rate would: 0 or above, 1 by default. A
    /// hyperparameter that tuning throws about wants less, one that hardly moves more.
    /// </summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>
    /// How far perturbations go in this hyperparameter, in terms of the experiment's <c>PerturbationScale</c>: 0 or above, 1 by default. Wider
    /// ones tell the response more, and have the weights serve more.
    /// </summary>
    public double PerturbationFactor { get; set; } = 1;

    /// <summary>
    /// Which weights <c>L1</c> and <c>L2</c> penalise by it. <see cref="Penalized.All"/> by default. With <see cref="Per.Weight"/> there is a
    /// value for each weight all the same; those of weights that are left out stay where they are.
    /// </summary>
    public Penalized Penalized { get; set; } = Penalized.All;
}
