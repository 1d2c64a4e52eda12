using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Answers;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Ensembles;

/// <summary>
/// Several models whose answers are averaged: what one response says at several hyperparameters, without a training more. It answers with one
/// forward pass for each of its members.
/// </summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
public sealed class Ensemble<TTrained> : IDisposable
    where TTrained : TrainedModel
{
    private readonly MeanAnswer mean;

    internal Ensemble(IReadOnlyList<EnsembleMember<TTrained>> members, Averaging averaging)
    {
        Members = members;
        Averaging = averaging;
        mean = new MeanAnswer(averaging);
    }

    /// <summary>Its models, whose answers count alike.</summary>
    public IReadOnlyList<EnsembleMember<TTrained>> Members { get; }

    /// <summary>What of its members' answers it takes the mean of.</summary>
    public Averaging Averaging { get; }

    private TTrained First => Members[0].Model;

    /// <summary>The average of what its members answer, without a gradient. Any number of threads may call.</summary>
    /// <param name="inputs">What the model's forward method takes: [rows, …] for each of its parameters.</param>
    /// <returns>
    /// Outputs of the model's own shape, in the caller's dispose scope; with <see cref="Averaging.Probabilities"/> the logarithms of the averaged
    /// probabilities.
    /// </returns>
    /// <exception cref="HyperDslException">There is no row, there are not as many tensors as parameters, or the answers cannot be averaged.</exception>
    /// <exception cref="ObjectDisposedException">The ensemble or the inputs have been disposed of.</exception>
    public Tensor Predict(ModelInputs inputs)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        Tensor? sum = null;
        var type = ScalarType.Float32;
        foreach (var member in Members)
        {
            using var part = torch.NewDisposeScope();
            var outputs = member.Model.Outputs(inputs);
            type = outputs.dtype;
            sum = sum is null ? mean.TermOf(outputs).alias().MoveToOuterDisposeScope() : sum.add_(mean.TermOf(outputs), Scalars.Of(1));
        }

        return mean.AnswerOf(sum!.div_(Scalars.Of(Members.Count)), type).MoveToOuterDisposeScope();
    }

    /// <summary>The mean validation loss of its predictions over a data set: the model's own method marked <c>[ValidationLoss]</c>.</summary>
    /// <param name="data">The rows; they are moved to the models' device in parts.</param>
    /// <exception cref="HyperDslException">The rows do not fit the model, or the answers cannot be averaged.</exception>
    /// <exception cref="ObjectDisposedException">The ensemble or the data have been disposed of.</exception>
    public double ValidationLoss(Dataset data) => First.OverParts(data, (inputs, targets, rows) => First.LossOf(Predict(inputs), targets) * rows);

    /// <summary>The share of right answers: see <see cref="TrainedModel.Accuracy"/>.</summary>
    /// <param name="data">Rows with class labels, with one 1 among zeros, or with zeros and ones.</param>
    /// <exception cref="HyperDslException">The targets are quantities, or the outputs do not fit them.</exception>
    /// <exception cref="ObjectDisposedException">The ensemble or the data have been disposed of.</exception>
    public double Accuracy(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var areOneHot = data.TargetsInParts().All(RightAnswers.AreOneHot);
        return First.OverParts(data, (inputs, targets, rows) => RightAnswers.Share(Predict(inputs), targets, areOneHot) * rows);
    }

    /// <summary>How far its probabilities of classes can be believed: see <see cref="TrainedModel.Calibration"/>.</summary>
    /// <param name="data">Rows with class labels, with one 1 among zeros, or with zeros and ones.</param>
    /// <param name="bins">Bins of the calibration errors, at least 1.</param>
    /// <exception cref="HyperDslException">The targets are no classes, or the outputs do not fit them.</exception>
    /// <exception cref="ObjectDisposedException">The ensemble or the data have been disposed of.</exception>
    public Calibration Calibration(Dataset data, int bins = CalibrationCount.Bins) => First.CalibrationOf(data, bins, Predict);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var member in Members)
        {
            member.Model.Dispose();
        }
    }
}
