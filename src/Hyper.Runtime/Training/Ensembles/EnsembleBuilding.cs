using Hyper.Runtime.Data;
using Hyper.Runtime.Training.Models;

namespace Hyper.Runtime.Training.Ensembles;

/// <summary>Makes an ensemble of what a response answers around û.</summary>
/// <typeparam name="TTrained">The model with fixed weights.</typeparam>
/// <param name="modelAt">The model at n unconstrained coordinates, which its receiver disposes of.</param>
/// <param name="center">û.</param>
/// <param name="deviations">The run's perturbation scale of each value; 0 for what stays where it is.</param>
internal sealed class EnsembleBuilding<TTrained>(Func<double[], TTrained> modelAt, IReadOnlyList<double> center, IReadOnlyList<double> deviations)
    where TTrained : TrainedModel
{
    /// <summary>Makes it.</summary>
    /// <param name="members">How many members, at least 1.</param>
    /// <param name="options">Which.</param>
    /// <param name="validation">The rows that members are chosen by; the outputs of all candidates to all of them are held at once.</param>
    /// <exception cref="HyperDslException">A number is out of range, or the answers cannot be averaged.</exception>
    public Ensemble<TTrained> Build(int members, EnsembleOptions options, Dataset validation)
    {
        options.Validate(members);
        var draws = new HyperparameterDraws(center, [.. deviations.Select(deviation => options.Scale * deviation)], options.Seed);
        if (options.Candidates == 0)
        {
            return Of(Enumerable.Range(0, members).Select(draws.At), options.Averaging);
        }

        double[][] candidates = [[.. center], .. Enumerable.Range(0, options.Candidates).Select(draws.At)];
        return Of(Choose(candidates, members, options.Averaging, validation).Select(place => candidates[place]), options.Averaging);
    }

    private IReadOnlyList<int> Choose(double[][] candidates, int members, Averaging averaging, Dataset validation)
    {
        var mean = new MeanAnswer(averaging);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var terms = new List<Tensor>();
        var type = ScalarType.Float32;
        foreach (var candidate in candidates)
        {
            using var model = modelAt(candidate);
            using var part = torch.NewDisposeScope();
            var outputs = model.OutputsOf(validation);
            type = outputs.dtype;
            terms.Add(mean.TermOf(outputs).alias().MoveToOuterDisposeScope());
        }

        // Any of the models has the loss: it is a function of outputs and targets.
        using var judge = modelAt(candidates[0]);
        var targets = judge.TargetsOf(validation);
        return MemberChoice.Greedily(terms, members, average => judge.LossOf(mean.AnswerOf(average, type), targets));
    }

    private Ensemble<TTrained> Of(IEnumerable<double[]> chosen, Averaging averaging)
    {
        var members = new List<EnsembleMember<TTrained>>();
        try
        {
            foreach (var at in chosen)
            {
                members.Add(new EnsembleMember<TTrained>(modelAt(at), at));
            }

            return new Ensemble<TTrained>(members, averaging);
        }
        catch
        {
            // Memory may end with any of them; those that are there belong to nobody yet.
            members.ForEach(member => member.Model.Dispose());
            throw;
        }
    }
}
