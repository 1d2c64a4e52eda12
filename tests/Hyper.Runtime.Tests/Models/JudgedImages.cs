using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Training.Algorithms;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Models;

/// <summary>What is wrong, or special, about a model's compiled passes.</summary>
public interface IPeculiarity
{
    /// <summary>What both ways do to the inputs.</summary>
    static virtual Tensor Change(Tensor inputs) => inputs;

    /// <summary>What becomes of a compiled pass.</summary>
    /// <param name="weights">What holds its gradient.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="isTraining">Whether it is the training pass.</param>
    static virtual Tensor Spoil(ElementaryWeights weights, Tensor loss, bool isTraining) => loss;
}

/// <summary><see cref="CompiledImages"/> with passes that are the compiler's but for a peculiarity, and that are counted.</summary>
public sealed class JudgedImages<T> : IHyperModel<JudgedImages<T>, CompiledImages.Trained, CompiledImages.Hyperparameters>, ICompiledPasses
    where T : IPeculiarity
{
    private readonly CompiledImages images = Make<CompiledImages, CompiledImages.Trained, CompiledImages.Hyperparameters>();

    /// <summary>How often the forward method was called, and how often a compiled pass was.</summary>
    public static (int Forward, int Compiled) Calls { get; set; }

    public static ElementaryLayout Weights => Layout<CompiledImages, CompiledImages.Trained, CompiledImages.Hyperparameters>();

    public ForwardContext Context => ((IHyperModel)images).Context;

    public static JudgedImages<T> Create() => new();

    public static CompiledImages.Trained CreateTrained(JudgedImages<T> model, ElementaryWeights weights, double[] unconstrained) =>
        Train<CompiledImages, CompiledImages.Trained, CompiledImages.Hyperparameters>(model.images, weights, unconstrained);

    public Tensor Forward(ModelInputs inputs)
    {
        Calls = (Calls.Forward + 1, Calls.Compiled);
        return ((IHyperModel)images).Forward(T.Change(inputs[0]));
    }

    public Tensor TrainingLoss(Tensor outputs, Tensor targets) => ((IHyperModel)images).TrainingLoss(outputs, targets);

    public Tensor ValidationLoss(Tensor outputs, Tensor targets) => ((IHyperModel)images).ValidationLoss(outputs, targets);

    Tensor ICompiledPasses.TrainingPass(ModelInputs inputs, Tensor targets) => Count(((ICompiledPasses)images).TrainingPass(T.Change(inputs[0]), targets), isTraining: true);

    Tensor ICompiledPasses.ValidationPass(ModelInputs inputs, Tensor targets) => Count(((ICompiledPasses)images).ValidationPass(T.Change(inputs[0]), targets), isTraining: false);

    private Tensor Count(Tensor loss, bool isTraining)
    {
        Calls = (Calls.Forward, Calls.Compiled + 1);
        return T.Spoil((ElementaryWeights)Context.Weights, loss, isTraining);
    }

    private static TModel Make<TModel, TTrained, THyperparameters>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => TModel.Create();

    private static ElementaryLayout Layout<TModel, TTrained, THyperparameters>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => TModel.Weights;

    private static TTrained Train<TModel, TTrained, THyperparameters>(TModel model, ElementaryWeights weights, double[] unconstrained)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => TModel.CreateTrained(model, weights, unconstrained);
}

/// <summary>Joint training, as the compiler writes it.</summary>
internal sealed class JudgedRun<T>(DataSplits data, ExperimentSettings settings)
    : ResponseRun<JudgedImages<T>, CompiledImages.Trained, CompiledImages.Hyperparameters, CompiledImages.BestResponse>(
        data, settings, settings.HyperSamples, SampleRows.Divide, OptimizerKind.Adam, OptimizerKind.Adam)
    where T : IPeculiarity
{
    protected override Tensor InnerStep()
    {
        var batch = TrainingRows.Next();
        var z = Perturb();
        var hidden = Response.Respond(z, TrainingWeights.Values);
        var loss = TrainingLoss(batch, Hyperparameters.At(z));
        Response.PullBack(z, hidden, TrainingWeights.Gradient);
        StepResponse();
        return loss;
    }

    protected override Tensor OuterStep()
    {
        var batch = ValidationRows.Next();
        var hidden = Response.Respond(Origin, ValidationWeights.Values);
        var loss = ValidationLoss(batch, Hyperparameters.Current);
        PullBackToHyperparameters(hidden, Hyperparameters.Gradient);
        StepHyperparameters();
        Response.Recenter(Hyperparameters.LastStep);
        return loss;
    }

    protected override Tensor Reference() => Hyperparameters.Current;
}

/// <summary>Nothing is wrong.</summary>
public sealed class Right : IPeculiarity;

/// <summary>Nothing is wrong, and nobody else counts its calls.</summary>
public sealed class RightAndCounted : IPeculiarity;

/// <summary>The model draws from the library's own generator.</summary>
public sealed class DrawsFromLibrary : IPeculiarity
{
    public static Tensor Change(Tensor inputs) => inputs + (randn_like(inputs) * 0.1);
}

/// <summary>The model draws from a generator that nobody knows.</summary>
public sealed class DrawsFromElsewhere : IPeculiarity
{
    private static readonly Random random = new(3);

    public static Tensor Change(Tensor inputs) => (inputs - random.NextDouble()).abs();
}

/// <summary>Two thirds of one layer's gradient.</summary>
public sealed class WrongGradient : IPeculiarity
{
    public static Tensor Spoil(ElementaryWeights weights, Tensor loss, bool isTraining)
    {
        if (isTraining)
        {
            weights.GradientOf(2).mul_(2.0 / 3);
        }

        return loss;
    }
}

/// <summary>A term of the loss is lost.</summary>
public sealed class WrongLoss : IPeculiarity
{
    public static Tensor Spoil(ElementaryWeights weights, Tensor loss, bool isTraining) => isTraining ? loss - 0.1 : loss;
}

/// <summary>The validation pass forgets to write its gradient.</summary>
public sealed class WrongValidation : IPeculiarity
{
    public static Tensor Spoil(ElementaryWeights weights, Tensor loss, bool isTraining)
    {
        if (!isTraining)
        {
            weights.Gradient.zero_();
        }

        return loss;
    }
}

/// <summary>The training pass does not come to its end.</summary>
public sealed class Throws : IPeculiarity
{
    public static Tensor Spoil(ElementaryWeights weights, Tensor loss, bool isTraining) => isTraining ? throw new ArgumentException("no such dimension") : loss;
}
