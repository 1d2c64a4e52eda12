using System.Collections.ObjectModel;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Answers;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// A model with fixed weights, in evaluation mode: an ordinary model. Generated classes add the forward method under
/// the user's own name.
/// </summary>
public abstract partial class TrainedModel : IDisposable
{
    private readonly IHyperModel model;
    private readonly ElementaryWeights weights;
    private readonly Tensor hyperparameters;
    private readonly double[] unconstrained;

    // A pass keeps what it needs in the model's context: one is under way at a time, from whatever thread.
    private readonly Lock gate = new();
    private bool disposed;

    /// <summary>Takes over a model instance and its weights.</summary>
    /// <param name="model">The instance.</param>
    /// <param name="weights">The weights, one sample.</param>
    /// <param name="unconstrained">The hyperparameters that the weights belong to: n unconstrained coordinates.</param>
    protected TrainedModel(IHyperModel model, ElementaryWeights weights, double[] unconstrained)
    {
        this.model = model;
        this.weights = weights;
        this.unconstrained = unconstrained;
        hyperparameters = HostValues.Row(unconstrained, weights.Values.dtype, weights.Values.device).DetachFromDisposeScope();
    }

    /// <summary>The flat vector of P elementary weights. A view: it lives as long as the model.</summary>
    public Tensor Weights => weights.Values.view(-1);

    /// <summary>The weight tensors by name, such as <c>Hidden.weight</c>. Views: they live as long as the model.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> NamedWeights =>
        [.. weights.Layout.Slots.Select(slot => (slot.Name, weights.Values.view(-1).narrow(0, slot.Offset, slot.Count).view(slot.Shape)))];

    /// <summary>
    /// What the model has beside its weights, by name: running statistics, such as <c>Norm.running_mean</c>, and the tensors
    /// of shared modules. They live as long as the model.
    /// </summary>
    public IReadOnlyList<(string Name, Tensor Value)> State => [.. model.Context.State.Tensors];

    /// <summary>What a model without metrics has.</summary>
    internal static IReadOnlyDictionary<string, double> NoMetrics => ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The names of the forward method's parameters, in their order; of a single one, <c>inputs</c>.</summary>
    internal IReadOnlyList<string> InputNames => model.InputNames;

    /// <summary>What the instance holds beside its weights.</summary>
    internal ModelState ContextState => model.Context.State;

    /// <summary>The mean validation loss over a data set.</summary>
    /// <param name="data">The rows; they are moved to the model's device in parts.</param>
    /// <exception cref="ObjectDisposedException">The model or the data have been disposed of.</exception>
    public double ValidationLoss(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireFit(data);
        lock (gate)
        {
            RequireAlive();
            return SplitEvaluation.ValidationLoss(model, weights, hyperparameters, data);
        }
    }

    /// <summary>The model's metrics, its methods marked <c>[Metric]</c>, over a data set: by the methods' names; empty where it has none.</summary>
    /// <param name="data">The rows; they are moved to the model's device in parts, and the outputs to all of them are held at once.</param>
    /// <exception cref="HyperDslException">A metric is no scalar.</exception>
    /// <exception cref="ObjectDisposedException">The model or the data have been disposed of.</exception>
    public IReadOnlyDictionary<string, double> Metrics(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Read(data).Metrics ?? NoMetrics;
    }

    /// <summary>The validation loss and the metrics, in one pass.</summary>
    internal SplitReading Read(Dataset data)
    {
        RequireFit(data);
        lock (gate)
        {
            RequireAlive();
            return SplitEvaluation.Read(model, weights, hyperparameters, data);
        }
    }

    /// <summary>
    /// The share of right answers. Of classes, of each row or of each pixel or token: those whose largest score is the label's. Of one logit
    /// for two classes, and of several labels that each hold or not: those that are above 0 where the target is 1.
    /// </summary>
    /// <param name="data">Rows with class labels, with one 1 among zeros, or with zeros and ones.</param>
    /// <exception cref="HyperDslException">The targets are quantities, of which no answer is right, or the outputs do not fit them.</exception>
    /// <exception cref="ObjectDisposedException">The model or the data have been disposed of.</exception>
    public double Accuracy(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireFit(data);
        lock (gate)
        {
            RequireAlive();
            var areOneHot = data.TargetsInParts().All(RightAnswers.AreOneHot);
            return SplitEvaluation.Mean(model.Context, weights.Values, data, (inputs, targets, rows) => RightAnswers.Share(Forward(inputs), targets, areOneHot) * rows);
        }
    }

    /// <summary>
    /// How far its probabilities of classes can be believed. Of scores for classes the probabilities are their softmax, so that logits and
    /// logarithms of probabilities are the same to it; of a logit for two classes its sigmoid.
    /// </summary>
    /// <param name="data">Rows with class labels, with one 1 among zeros, or with zeros and ones.</param>
    /// <param name="bins">Bins of the calibration errors, at least 1.</param>
    /// <exception cref="HyperDslException">The targets are no classes, or the outputs do not fit them.</exception>
    /// <exception cref="ObjectDisposedException">The model or the data have been disposed of.</exception>
    public Calibration Calibration(Dataset data, int bins = CalibrationCount.Bins) => CalibrationOf(data, bins, Evaluate);

    /// <summary>What the model answers to inputs, without a gradient: what its forward method gives. Any number of threads may call.</summary>
    /// <param name="inputs">A tensor, or one for each parameter of the forward method: [rows, …], at least one row, on any device, and of the types that a <see cref="Dataset"/> has; they stay as they are.</param>
    /// <returns>The outputs, in the caller's dispose scope.</returns>
    /// <exception cref="HyperDslException">There is no row, or there are not as many tensors as parameters.</exception>
    /// <exception cref="ObjectDisposedException">The model or the inputs have been disposed of.</exception>
    public Tensor Outputs(ModelInputs inputs) => Evaluate(inputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The calibration of answers, which need not be this model's own alone.</summary>
    internal Calibration CalibrationOf(Dataset data, int bins, Func<ModelInputs, Tensor> answer)
    {
        ArgumentNullException.ThrowIfNull(data);
        var count = new CalibrationCount();
        var areOneHot = data.TargetsInParts().All(RightAnswers.AreOneHot);
        OverParts(data, (inputs, targets, _) =>
        {
            count.Add(answer(inputs), targets, areOneHot);
            return 0;
        });
        return count.Read(bins);
    }

    /// <summary>The sum of what each part of the rows gives, over the number of rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="part">What a part gives, from its inputs, its targets and its number of rows; the tensors are its own.</param>
    internal double OverParts(Dataset data, Func<ModelInputs, Tensor, long, double> part)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireFit(data);
        RequireAlive();
        return SplitEvaluation.Mean(model.Context, weights.Values, data, part);
    }

    /// <summary>What the model answers to all rows, [rows, …].</summary>
    internal Tensor OutputsOf(Dataset data)
    {
        var parts = new List<Tensor>();
        OverParts(data, (inputs, _, _) =>
        {
            parts.Add(Evaluate(inputs).MoveToOuterDisposeScope());
            return 0;
        });
        return Whole(parts);
    }

    /// <summary>The targets of all rows where the model computes, [rows, …].</summary>
    internal Tensor TargetsOf(Dataset data)
    {
        var parts = new List<Tensor>();
        OverParts(data, (_, targets, _) =>
        {
            parts.Add(targets.MoveToOuterDisposeScope());
            return 0;
        });
        return Whole(parts);
    }

    /// <summary>The validation loss of answers, which need not be this model's own alone.</summary>
    /// <param name="outputs">[rows, …].</param>
    /// <param name="targets">The rows' targets, where the model computes.</param>
    internal double LossOf(Tensor outputs, Tensor targets)
    {
        lock (gate)
        {
            RequireAlive();
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            model.Context.Begin(weights, hyperparameters, outputs.shape[0], training: false);
            return model.ValidationLoss(outputs, targets).to(ScalarType.Float64).item<double>();
        }
    }

    /// <summary>Releases the weights.</summary>
    /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        lock (gate)
        {
            disposed = true;
            weights.Dispose();
            hyperparameters.Dispose();
            model.Context.Dispose();
        }
    }

    /// <summary>
    /// Applies the model to inputs, without a gradient. Any number of threads may call: passes go one after another, and each one's
    /// operations are split over libtorch's threads.
    /// </summary>
    /// <param name="inputs">[rows, …] for each parameter of the forward method, at least one row, on any device, and of the types that a <see cref="Dataset"/> has; they stay as they are.</param>
    /// <returns>The outputs, in the caller's dispose scope.</returns>
    /// <exception cref="HyperDslException">There is no row.</exception>
    /// <exception cref="ObjectDisposedException">The model or the inputs have been disposed of.</exception>
    protected Tensor Evaluate(ModelInputs inputs)
    {
        if (inputs.Count != model.InputNames.Count)
        {
            throw new HyperDslException($"The model {model.GetType().Name} takes {string.Join(", ", model.InputNames)}, and was given {inputs.Count} tensors; give one for each.");
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            RequireRows(inputs, i);
        }

        lock (gate)
        {
            RequireAlive();
            using var noGrad = torch.no_grad();
            using var scope = torch.NewDisposeScope();

            // A copy: a forward method may write over what it is given.
            return Forward(InputType.CopyForModel(inputs, weights.Values)).alias().MoveToOuterDisposeScope();
        }
    }

    private static Tensor Whole(List<Tensor> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var all = torch.cat(parts);
        parts.ForEach(part => part.Dispose());
        return all;
    }

    private void RequireFit(Dataset data)
    {
        data.RequireAlive("The rows");
        data.RequireInputs(model.GetType().Name, model.InputNames, "the dataset");
    }

    private void RequireRows(ModelInputs inputs, int index)
    {
        var input = inputs[index];
        ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        ObjectDisposedException.ThrowIf(input.IsInvalid, input);
        if (input.dim() == 0 || input.shape[0] == 0)
        {
            throw new HyperDslException($"The {Called(index)} are {Dataset.Describe(input)}; at least one row is expected.");
        }

        if (input.shape[0] != inputs.Rows)
        {
            throw new HyperDslException($"There are {input.shape[0]} rows of {Called(index)} and {inputs.Rows} of {Called(0)}; each row has all inputs.");
        }

        string Called(int at) => RowLayout.Called(model.InputNames[at], inputs.Count);
    }

    private void RequireAlive() => ObjectDisposedException.ThrowIf(disposed, this);

    private Tensor Forward(ModelInputs inputs)
    {
        model.Context.Begin(weights, hyperparameters, inputs.Rows, training: false);
        return model.Forward(inputs);
    }
}
