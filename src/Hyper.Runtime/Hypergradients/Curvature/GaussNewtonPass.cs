using Hyper.Runtime.Host;
using Hyper.Runtime.Hypergradients.Problems;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Hypergradients.Curvature;

/// <summary>
/// One pass of a model that collects what the Gauss-Newton matrix of its training loss is made of: for each linear and
/// convolutional layer the inputs, and the loss's curvature at the model's outputs carried back to the layer's outputs;
/// and the penalties' own diagonal.
/// </summary>
/// <remarks>
/// The curvature at the outputs f of any loss is had from products H_f·v by double backward. Over all coordinate vectors v
/// of a row's outputs, Σ (Jᵀv)(JᵀH_f·v)ᵀ is JᵀH_fJ, exactly; where a row has many outputs random signs v give the same in
/// expectation.
/// </remarks>
internal sealed class GaussNewtonPass
{
    // Up to so many outputs a row each has a backward pass of its own; beyond, this many random probes share them.
    private const int ExactOutputs = 16;

    private const int Probes = 4;

    private GaussNewtonPass(Tensor penalty, IReadOnlyList<LayerCurvature> layers, Tensor? uncovered)
    {
        Penalty = penalty;
        Layers = layers;
        Uncovered = uncovered;
    }

    /// <summary>The diagonal of the penalties' Hessian, [P]: exact where a penalty is a sum over weights.</summary>
    public Tensor Penalty { get; }

    /// <summary>The layers whose curvature is known in factors; none where they were not asked for.</summary>
    public IReadOnlyList<LayerCurvature> Layers { get; }

    /// <summary>1 for each weight that none of the layers has, [P]; null where they have them all.</summary>
    public Tensor? Uncovered { get; }

    /// <summary>Runs the pass; its tensors belong to the caller's dispose scope.</summary>
    public static GaussNewtonPass Of(ModelProblem problem, Tensor weights, Tensor unconstrained, bool factors, Generator? noise)
    {
        var model = problem.Model;
        var context = model.Context;
        var batch = problem.Training;
        var seen = new List<(int Slot, Tensor Input, Tensor Output)>();
        var w = weights.detach().clone().requires_grad_();
        var before = context.Observer;
        context.Observer = factors ? (slot, input, output) => seen.Add((slot, input, output)) : null;
        Tensor outputs;
        try
        {
            outputs = PassNet.Take(context, (batch.Inputs, batch.Targets), Forward);
        }
        finally
        {
            context.Observer = before;
        }

        var penalty = PenaltyDiagonal(LossOf(model, outputs.detach(), batch.Targets), w, noise);
        if (!factors)
        {
            return new GaussNewtonPass(penalty, [], null);
        }

        var layers = CollectLayers(problem.Layout, context.Weights, seen, Signals(model, batch.Targets, outputs, seen, noise));
        return new GaussNewtonPass(penalty, layers, Uncover(problem.Layout, layers, w));

        Tensor Forward()
        {
            seen.Clear();
            context.Begin(new TracedWeights(problem.Layout, w), unconstrained.detach().view(1, -1), batch.Rows, training: true, batch.Examples);
            return model.Forward(batch.Inputs);
        }
    }

    private static Tensor LossOf(IHyperModel model, Tensor outputs, Tensor targets) => PassNet.Take(model.Context, rows: null, () => model.TrainingLoss(outputs, targets));

    // With the outputs held fixed the training loss is its penalties and a constant. Random signs v: v⊙Hv is the diagonal
    // itself where H is diagonal.
    private static Tensor PenaltyDiagonal(Tensor loss, Tensor w, Generator? noise)
    {
        var nothing = w.sum() * Scalars.Of(0);
        var gradient = torch.autograd.grad([loss.add(nothing, Scalars.Of(1))], [w], retain_graph: true, create_graph: true)[0].add(nothing, Scalars.Of(1));
        var signs = Draws.Uniform(w.shape, w.dtype, w.device, noise).sub_(Scalars.Of(0.5)).sign_();
        return torch.autograd.grad([gradient], [w], [signs], retain_graph: true)[0] * signs;
    }

    /// <summary>For each probe, the signals at every observed output: Jᵀv and JᵀH_f·v.</summary>
    private static List<(IList<Tensor> First, IList<Tensor> Second)> Signals(
        IHyperModel model, Tensor targets, Tensor outputs, List<(int Slot, Tensor Input, Tensor Output)> seen, Generator? noise)
    {
        var signals = new List<(IList<Tensor> First, IList<Tensor> Second)>();
        if (seen.Count == 0)
        {
            return signals;
        }

        var observed = seen.ConvertAll(layer => layer.Output);
        var nothing = observed.Aggregate(outputs.sum(), (sum, output) => sum.add(output.sum(), Scalars.Of(1))) * Scalars.Of(0);
        var f = outputs.add(nothing, Scalars.Of(1));
        var loss = LossOf(model, f, targets).add(f.sum() * Scalars.Of(0), Scalars.Of(1));
        var slope = torch.autograd.grad([loss], [f], retain_graph: true, create_graph: true)[0].add(f * Scalars.Of(0), Scalars.Of(1));
        foreach (var probe in ProbesOf(f, noise))
        {
            var curved = torch.autograd.grad([slope], [f], [probe], retain_graph: true)[0];
            signals.Add((
                torch.autograd.grad([f], observed, [probe], retain_graph: true),
                torch.autograd.grad([f], observed, [curved], retain_graph: true)));
        }

        return signals;
    }

    private static IEnumerable<Tensor> ProbesOf(Tensor outputs, Generator? noise)
    {
        var columns = outputs.NumberOfElements / outputs.shape[0];
        for (var i = 0; i < (columns <= ExactOutputs ? columns : Probes); i++)
        {
            if (columns > ExactOutputs)
            {
                yield return Draws.Uniform(outputs.shape, outputs.dtype, outputs.device, noise).sub_(Scalars.Of(0.5)).sign_().mul_(Scalars.Of(Math.Sqrt(1.0 / Probes)));
                continue;
            }

            var unit = torch.zeros(outputs.shape[0], columns, dtype: outputs.dtype, device: outputs.device);
            unit.narrow(1, i, 1).fill_(Scalars.Of(1));
            yield return unit.view(outputs.shape);
        }
    }

    private static List<LayerCurvature> CollectLayers(
        ElementaryLayout layout, WeightSource weights, List<(int Slot, Tensor Input, Tensor Output)> seen, List<(IList<Tensor> First, IList<Tensor> Second)> signals)
    {
        var layers = new List<LayerCurvature>();
        foreach (var calls in Enumerable.Range(0, seen.Count).GroupBy(call => seen[call].Slot))
        {
            var slot = layout.Slots[calls.Key];
            var bias = BiasOf(layout, calls.Key);
            var rows = calls.Select(call => LayerRows.Of(slot, weights[calls.Key], bias < 0 ? null : weights[bias], seen[call].Input, seen[call].Output)).ToList();
            if (rows.Contains(null))
            {
                continue;
            }

            // A layer that is used several times answers for all its uses together.
            var inputs = torch.cat(rows.ConvertAll(part => part!.Inputs));
            if (bias >= 0)
            {
                inputs = torch.cat([inputs, torch.ones(inputs.shape[0], 1, dtype: inputs.dtype, device: inputs.device)], 1);
            }

            layers.Add(new LayerCurvature(calls.Key, bias, inputs, signals.ConvertAll(pair => (Joined(pair.First), Joined(pair.Second)))));

            Tensor Joined(IList<Tensor> perCall) => torch.cat([.. calls.Zip(rows, (call, part) => part!.Flatten(perCall[call]))]);
        }

        return layers;
    }

    private static int BiasOf(ElementaryLayout layout, int weightSlot)
    {
        var weight = layout.Slots[weightSlot];
        var next = weightSlot + 1;
        return next < layout.Slots.Count && layout.Slots[next] is { Shape.Length: 1 } bias && bias.Layer == weight.Layer
            && bias.Shape[0] == weight.Shape[0] && bias.Name.EndsWith(".bias", StringComparison.Ordinal)
            ? next
            : -1;
    }

    private static Tensor? Uncover(ElementaryLayout layout, List<LayerCurvature> layers, Tensor w)
    {
        var covered = layers.SelectMany(layer => (int[])[layer.WeightSlot, layer.BiasSlot]).Where(slot => slot >= 0).ToHashSet();
        if (covered.Count == layout.Slots.Count)
        {
            return null;
        }

        var mask = torch.ones_like(w.detach());
        foreach (var slot in covered.Select(index => layout.Slots[index]))
        {
            mask.narrow(0, slot.Offset, slot.Count).zero_();
        }

        return mask;
    }
}
