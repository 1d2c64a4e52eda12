namespace Hyper.Dsl;

/// <summary>
/// Marks a partial class as a model whose hyperparameters are tuned through a hypernetwork. The compiler writes the
/// class's layers, its hyperparameter space and its hypernetwork.
/// </summary>
/// <remarks>
/// The class declares its layers (<see cref="LinearAttribute"/>) and hyperparameters
/// (<see cref="HyperparameterAttribute"/>) as partial properties, and has one method each marked
/// <see cref="ForwardAttribute"/>, <see cref="TrainingLossAttribute"/> and <see cref="ValidationLossAttribute"/>.
/// </remarks>
/// <example>
/// <code>
/// [HyperModel(Hypernetwork.Linear)]
/// public sealed partial class Digits
/// {
///     [Linear(64, 10)] public partial HyperLinear Output { get; }
///     [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay { get; }
///     [Forward] private Tensor Predict(Tensor pixels) => Output.forward(pixels);
///     [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay);
///     [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HyperModelAttribute : Attribute
{
    /// <summary>Marks a model class.</summary>
    /// <param name="hypernetwork">
    /// The response family: <see cref="Hypernetwork.Auto"/>, the compiler's choice, by default, and where an option is given the
    /// family that has it.
    /// </param>
    public HyperModelAttribute(Hypernetwork hypernetwork = Hypernetwork.Auto) => Hypernetwork = hypernetwork;

    /// <summary>
    /// The response family. A layer may have another (<see cref="LayerAttribute.Hypernetwork"/>), and so may an experiment
    /// (<see cref="ExperimentAttribute{TModel}.Hypernetwork"/>).
    /// </summary>
    public Hypernetwork Hypernetwork { get; }

    /// <summary>
    /// Rank r of <see cref="Hypernetwork.Factorized"/>: at least 1, and below both the number of hyperparameters and
    /// the number of elementary weights. 10 by default; a model with fewer hyperparameters than that takes the largest
    /// rank that fits.
    /// </summary>
    public int Rank { get; set; } = ExperimentDefaults.Rank;

    /// <summary>Hidden units h of <see cref="Hypernetwork.Mlp"/>: at least 1. 50 by default.</summary>
    public int HiddenUnits { get; set; } = ExperimentDefaults.HiddenUnits;
}
